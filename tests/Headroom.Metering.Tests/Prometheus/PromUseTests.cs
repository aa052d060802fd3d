using System.Net;
using System.Text;
using Headroom.Core.Time;
using Headroom.Formats;
using Headroom.Metering.Hours;
using Headroom.Metering.Prometheus;
using NodaTime;

namespace Headroom.Metering.Tests.Prometheus;

public sealed class PromUseTests
{
    static readonly Instant Start = Instant.FromUtc(2026, 6, 1, 0, 0);
    static readonly Window TwoHours = new(Start, Start + Duration.FromHours(2));

    static Parsed<Imported> Read(string answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var http = new HttpClient(new Answering(answer, status));
        return new PromUse(http, new(new("http://prometheus.example/"), "q", "account", Duration.FromMinutes(30))).Read(TwoHours, TwoHours.End, 100);
    }

    static string Series(string account, params (int Minute, string Value)[] samples) =>
        $$"""{"metric":{"account":"{{account}}"},"values":[{{string.Join(',', samples.Select(sample => $"[{Start.ToUnixTimeSeconds() + sample.Minute * 60},\"{sample.Value}\"]"))}}]}""";

    static string Matrix(params string[] series) => """{"status":"success","data":{"resultType":"matrix","result":[""" + string.Join(',', series) + "]}}";

    [Fact]
    public void A_value_stands_for_its_step_and_a_step_without_any_value_is_a_gap()
    {
        var import = Read(Matrix(Series("a", (0, "8"), (30, "4"), (90, "2")), Series("b", (0, "0.5")))).Value!;
        Assert.Equal([8 * 1800L + 4 * 1800, 2 * 1800], import.Use.Accounts["a"]);
        Assert.Equal([900L, 0], import.Use.Accounts["b"]);
        Assert.Equal([new Window(Start + Duration.FromMinutes(60), Start + Duration.FromMinutes(90))], import.Gaps);
    }

    [Fact]
    public void Values_that_cannot_be_counted_are_set_aside()
    {
        var import = Read(Matrix(Series("a", (0, "NaN"), (30, "-1"), (60, "101"), (90, "1")), Series("a b", (0, "1")))).Value!;
        Assert.Equal(1800, import.Use.Total);
        Assert.Equal([Doubt.Malformed, Doubt.Malformed, Doubt.MoreThanThereAre, Doubt.AccountName], import.Quarantine.Records.Select(record => record.Doubt));
    }

    [Theory]
    [InlineData("""{"status":"error","error":"parse error"}""", HttpStatusCode.BadRequest, "query")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[]}}""", HttpStatusCode.OK, "query")]
    [InlineData("[]", HttpStatusCode.OK, "query")]
    [InlineData("<html>", HttpStatusCode.BadGateway, "server")]
    [InlineData("""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[]}]}}""", HttpStatusCode.OK, "label")]
    [InlineData("""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"account":"a"},"values":[[1780279200,"1"]]}]}}""", HttpStatusCode.OK, "query")]
    [InlineData("""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"account":"a"},"values":[1,"1"]}]}}""", HttpStatusCode.OK, "query")]
    [InlineData("""{"status":"success","data":{"resultType":"matrix"}}""", HttpStatusCode.OK, "query")]
    public void What_is_no_answer_is_a_fault(string answer, HttpStatusCode status, string field) => Assert.Equal(field, Assert.Single(Read(answer, status).Faults).Field);

    [Fact]
    public void A_server_that_is_away_is_a_fault_and_no_gap()
    {
        using var http = new HttpClient();
        var read = new PromUse(http, new(new("http://127.0.0.1:9/"), "q", "account", Duration.FromMinutes(30))).Read(TwoHours, TwoHours.End, 100);
        Assert.Equal("server", Assert.Single(read.Faults).Field);
    }

    sealed class Answering(string answer, HttpStatusCode status) : HttpMessageHandler
    {
        HttpResponseMessage Answer() => new(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancel) => Answer();
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel) => Task.FromResult(Answer());
    }
}
