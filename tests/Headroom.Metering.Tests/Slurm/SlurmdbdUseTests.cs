using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Headroom.Core.Time;
using Headroom.Formats;
using Headroom.Metering.Hours;
using Headroom.Metering.Slurm;
using Headroom.Schedulers.Slurm;
using NodaTime;

namespace Headroom.Metering.Tests.Slurm;

/// <summary>What slurmrestd says, read; on the real program: RealAccountingTests among the schedulers' tests.</summary>
public sealed class SlurmdbdUseTests
{
    const string Offers = """{"paths":{"/slurmdb/v0.0.37/jobs":{},"/slurmdb/v0.0.38/jobs/":{}}}""";

    static readonly Instant Start = Instant.FromUtc(2026, 6, 1, 0, 0);
    static readonly Window TwoDays = new(Start, Start + Duration.FromDays(2));

    static Parsed<Imported> Read(Func<string, string> answer, string? cluster = null, string? type = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var http = new HttpClient(new Answering(answer, status));
        return new SlurmdbdUse(new(http, new("http://slurm.example", null, null), Duration.FromSeconds(5)), cluster)
            .Read(new(TwoDays, DateTimeZone.Utc, TwoDays.End, 100) { Type = type }, (_, _) => { }, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>A server that offers both versions and gives each stretch asked for the jobs that lie in it, as the real one does.</summary>
    static Func<string, string> Database(params string[] jobs) => path =>
    {
        if (path == "/openapi") return Offers;
        Assert.StartsWith("/slurmdb/v0.0.38/jobs?start_time=uts", path, StringComparison.Ordinal);
        var (from, end) = (Number(path, "start_time=uts"), Number(path, "end_time=uts"));
        var within = jobs.Where(job => JsonDocument.Parse(job).RootElement.GetProperty("time") is var time && time.GetProperty("submission").GetInt64() < end
            && (time.GetProperty("end").GetInt64() == 0 || time.GetProperty("end").GetInt64() >= from));
        return $$"""{"errors":[],"jobs":[{{string.Join(',', within)}}]}""";
    };

    static long Number(string path, string name) =>
        long.Parse(string.Concat(path[(path.IndexOf(name, StringComparison.Ordinal) + name.Length)..].TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture);

    static string Job(long job, int from, int? to, string account = "acme", long gpus = 8, string cluster = "north", string gres = "gpu") =>
        $$$"""
        {"job_id":{{{job}}},"cluster":"{{{cluster}}}","account":{{{JsonSerializer.Serialize(account)}}},"time":{"submission":{{{At(from)}}},"start":{{{At(from)}}},"end":{{{(to is { } end ? At(end) : 0)}}}},
        "tres":{"allocated":[{"type":"cpu","name":null,"count":8},{"type":"energy","name":null,"count":null},{"type":"gres","name":"{{{gres}}}","count":{{{gpus}}}}]}}
        """;

    static long At(int hour) => (Start + Duration.FromHours(hour)).ToUnixTimeSeconds();

    // By hand: 8 GPUs for 2 hours over midnight, which both days' answers hold, and 4 GPUs from 40:00 on that still run when the second day ends.
    [Fact]
    public void A_job_that_lies_in_two_answers_is_one_record_and_one_that_runs_counts_until_it_was_read()
    {
        var import = Read(Database(Job(1, 23, 25), Job(2, 40, null, gpus: 4))).Value!;
        Assert.Equal((8 * 2 + 4 * 8) * 3600L, import.Use.Of("acme"));
        Assert.Equal(new RecordCounts(2, 2, 0, 0), import.Counts);
    }

    [Fact]
    public void The_same_jobs_come_to_the_same_as_from_sacct()
    {
        int[] hours = [0, 5, 17, 23, 24, 30, 38];
        var jobs = hours.SelectMany((from, i) => new[] { (Job: i + 1, From: from, To: from + i + 1), (Job: i + 1, From: from + i + 2, To: from + i + 3) }).ToList();
        var lines = string.Concat(jobs.Select(job => $"{job.Job}|acme|{At(job.From)}|{At(job.To)}|cpu=8,gres/gpu=8\n"));
        var bySacct = SacctImport.Read(new MemoryStream(Encoding.UTF8.GetBytes("JobIDRaw|Account|Start|End|AllocTRES\n" + lines)), new(TwoDays, DateTimeZone.Utc, TwoDays.End, 100),
            1, _ => { }).Value!;
        var byRest = Read(Database([.. jobs.Select(job => Job(job.Job, job.From, job.To))])).Value!;
        Assert.Equal(bySacct.Use.Accounts["acme"], byRest.Use.Accounts["acme"]);
        Assert.Equal(bySacct.Counts.Counted, byRest.Counts.Counted);
        Assert.Equal(bySacct.Quarantine.Counts, byRest.Quarantine.Counts);
    }

    // A job that was put back into the queue has no start for a while: slurmrestd says 0 or null.
    [Theory]
    [InlineData("0")]
    [InlineData("null")]
    public void A_job_that_has_not_started_counts_nothing_and_stops_nothing(string start)
    {
        var waiting = Job(2, 30, null).Replace($"\"start\":{At(30)}", $"\"start\":{start}", StringComparison.Ordinal);
        var import = Read(Database(Job(1, 0, 2), waiting)).Value!;
        Assert.Equal(8 * 2 * 3600L, import.Use.Of("acme"));
        Assert.Equal(0, import.Quarantine.Count);
    }

    [Fact]
    public void What_cannot_be_counted_is_set_aside_with_its_reason()
    {
        var import = Read(Database(Job(1, 2, 1), Job(2, 0, 49), Job(3, 0, 1, gpus: 101), Job(4, 0, 1, "x'; drop table usage"), Job(5, 0, 1, "a|b\n6"), Job(7, 0, 1))).Value!;
        Assert.Equal([Doubt.EndsBeforeStart, Doubt.ClockSkew, Doubt.MoreThanThereAre, Doubt.AccountName, Doubt.AccountName],
            import.Quarantine.Records.OrderBy(record => record.Line).Select(record => record.Doubt));
        Assert.Equal(8 * 3600, import.Use.Total);
    }

    [Fact]
    public void Gpus_of_one_type_are_counted_alone_when_that_is_asked()
    {
        var database = Database(Job(1, 0, 1, gpus: 8, gres: "gpu:h100"), Job(2, 0, 1, gpus: 4, gres: "gpu:h200"));
        Assert.Equal((12 * 3600, 4 * 3600), (Read(database).Value!.Use.Total, Read(database, type: "h200").Value!.Use.Total));
    }

    // slurmrestd says so with status 200, and lists no jobs.
    [Fact]
    public void A_database_that_is_away_is_no_month_without_jobs()
    {
        var away = Read(path => path == "/openapi" ? Offers
            : """{"errors":[{"error_number":7000,"error":"Unable to connect to database","description":"Failed connecting to slurmdbd"}],"jobs":[]}""");
        Assert.Contains("Unable to connect to database", Assert.Single(away.Faults).Says, StringComparison.Ordinal);
        var none = Read(path => path == "/openapi" ? Offers : """{"errors":[{"error_number":9003,"error":"Nothing found with query"}],"jobs":[]}""");
        Assert.Equal(0, none.Value!.Use.Total);
    }

    [Fact]
    public void A_server_of_older_versions_alone_is_refused_since_they_call_another_time_the_start() =>
        Assert.Contains("offers none of v0.0.38", Assert.Single(Read(_ => """{"paths":{"/slurmdb/v0.0.37/jobs":{}}}""").Faults).Says, StringComparison.Ordinal);

    [Fact]
    public void Jobs_of_two_clusters_are_refused_until_one_is_named()
    {
        var database = Database(Job(1, 0, 1), Job(1, 0, 1, cluster: "south"));
        Assert.Equal("slurm-cluster", Assert.Single(Read(database).Faults).Field);
        Assert.Equal(8 * 3600, Read(path => path.Contains("cluster=north", StringComparison.Ordinal) || path == "/openapi" ? Database(Job(1, 0, 1))(path) : "?",
            "north").Value!.Use.Total);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("""{"jobs":[{"job_id":1}]}""")]
    [InlineData("{}")]
    public void An_answer_of_another_form_is_refused_whole(string answer) =>
        Assert.Equal("slurmrestd", Assert.Single(Read(path => path == "/openapi" ? Offers : answer).Faults).Field);

    [Fact]
    public void A_wrong_token_is_told() =>
    Assert.Contains("401", Assert.Single(Read(_ => "Authentication failure", status: HttpStatusCode.Unauthorized).Faults).Says, StringComparison.Ordinal);

    sealed class Answering(Func<string, string> answer, HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status)
            { Content = new StringContent(answer(request.RequestUri!.PathAndQuery), Encoding.UTF8, status == HttpStatusCode.OK ? "application/json" : "text/plain") });
    }
}
