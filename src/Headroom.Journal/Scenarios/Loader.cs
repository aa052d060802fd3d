using System.Collections.Immutable;
using System.Text;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Demand;
using Headroom.Formats.Scenarios;
using Headroom.Formats.Terms;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Journal.Scenarios;

/// <summary>
/// Says a scenario's steps to a book. Every step bears an idempotency key of its own, so that a load that was cut off anywhere goes on
/// where it stopped when it is given again, and a second load of the same files changes nothing.
/// </summary>
public sealed class Loader(Bookkeeper keeper, string directory, Scenario scenario, Slug actor)
{
    /// <summary>The file in a scenario's directory that holds it.</summary>
    public const string FileName = "book.yaml";

    /// <summary>The reason for the steps that state none of their own.</summary>
    public string? Why { get; init; }

    const long MostDemandBytes = 64L << 20;

    /// <summary>Reads the scenario in a directory.</summary>
    public static Parsed<Scenario> Read(string directory) => TextFile.Read(Path.Combine(directory, FileName), Scenario.Read);

    /// <summary>Opens the book and says all steps of <c>steps</c> in order. Returns the refusal that stopped it, or null.</summary>
    /// <param name="before">Called before each step with its number, of how many.</param>
    public Refusal? Load(Action<int, int>? before = null)
    {
        if (Open() is { } refusal) return refusal;
        for (var i = 0; i < scenario.Steps.Length; i++)
        {
            before?.Invoke(i + 1, scenario.Steps.Length);
            if (Say(scenario.Steps[i], $"step/{i}") is { } refused) return refused;
        }
        return null;
    }

    /// <summary>Whether this scenario opened the book, all that was said of its steps is theirs, and the last has not been said: a load was cut off.</summary>
    public bool IsCutOff => scenario.Steps.Length > 0 && keeper.Journal.FindKey("scenario/open") is { } opened && FactCodec.RequestOf(opened) == RequestOfOpen
        && scenario.Steps.Select((step, i) => (Step: step, Said: Said(i))).TakeWhile(each => each.Said is not null)
        .All(each => FactCodec.RequestOf(each.Said!) == RequestOf(each.Step)) && Said(scenario.Steps.Length - 1) is null;

    Entry? Said(int step) => keeper.Journal.FindKey($"scenario/step/{step}/0");

    /// <summary>Opens the book as the scenario says; the same again when it was opened so before.</summary>
    public Refusal? Open() =>
        Told(keeper.Execute(scenario.Open, actor, new RequestKey("scenario/open", RequestOfOpen)),
            $"The book was opened by another scenario than {Path.Combine(directory, FileName)}; take another book for this one.");

    // What a key was used for matters to programs; who loads a file wants to know what stands there instead.
    static Refusal? Told(Outcome outcome, string reused) => outcome is not Outcome.Refused refused ? null
        : refused.Refusal.Code == RefusalCode.KeyReused ? refused.Refusal with { Says = reused } : refused.Refusal;

    Digest RequestOfOpen => Digest.Of(Encoding.UTF8.GetBytes($"{scenario.Open.Owner} {scenario.Open.Zone} {scenario.Open.Sandbox} {scenario.Open.Start}"));

    /// <summary>The commands that a step comes to; reading a file may refuse.</summary>
    public Parsed<IReadOnlyList<Command>> Commands(Step step) => step switch
    {
        Say say => One(say.Command),
        PartyStep party => Party(party, 0),
        DemandStep demand => File(demand.File, MostDemandBytes).Then(bytes => Of(demand.File, DemandCsv.Read(new MemoryStream(bytes)))).Then(histories =>
            Parsed<IReadOnlyList<Command>>.Of([.. histories.Select(history =>
                new RecordDemand(Kept(Hours(history.Hourly)), history) { BusyExhibit = history.Busy.IsEmpty ? null : Kept(Hours(history.Busy)) })], [])),
        PostStep post => One(new PostToLedger(post.Month, [.. Ledger.Entries(keeper.Facts(0, keeper.CatchUp().Position))], keeper.CatchUp().Position)),
        TermsStep said => Terms(said.File, said.Variant).Then(terms => One(said.Says(terms))),
        _ => throw new InvalidOperationException($"No way is known to say a {step.GetType().Name}."),
    };

    /// <summary>Says one step under a key of its own.</summary>
    /// <param name="id">What tells this step from the others of the scenario; null to say it without a key, anew each time.</param>
    public Refusal? Say(Step step, string? id)
    {
        // What was said of a party before under this id is not stored again: each time it would be another exhibit.
        var known = step is PartyStep && id is not null ? Enumerable.Range(0, MostOfParty).TakeWhile(i => keeper.Journal.FindKey($"scenario/{id}/{i}") is not null).Count() : 0;
        if (!(step is PartyStep party ? Party(party, known) : Commands(step)).TryGet(out var commands, out var fault)) return InStep(step, fault);
        var said = step.Said is { } date ? keeper.CatchUp().Calendar.StartOf(date) : (Instant?)null;
        for (var i = 0; i < commands.Count; i++)
            if (Execute(commands[i], id is null ? null : $"{id}/{known + i}", step, said) is { } refusal) return InStep(step, refusal);
        return null;
    }

    Refusal? Execute(Command command, string? id, Step step, Instant? said) =>
        Told(keeper.Execute(command, actor, id is null ? null : new RequestKey($"scenario/{id}", RequestOf(step)), said, step.Why ?? Why),
            "Something else was said in the place of this step before, and what was said stays said. Say a change as a new step at the end; for another scenario take another book.");

    Digest RequestOf(Step step) => Digest.Of(Encoding.UTF8.GetBytes(TextOf(step)));

    // A name and details.
    const int MostOfParty = 2;

    /// <summary>What is said of a party beyond what is known already.</summary>
    Parsed<IReadOnlyList<Command>> Party(PartyStep step, int known)
    {
        var parts = new List<Func<Command>>();
        if (step.Name is { } name) parts.Add(() => new NameParty(step.Party, Kept(NameExhibit.Of(name))));
        if (step.Details is { } details) parts.Add(() => new DescribeParty(step.Party, Kept(DetailsExhibit.Of(details))));
        return Parsed<IReadOnlyList<Command>>.Of([.. parts.Skip(known).Select(say => say())], []);
    }

    // A fault in a file that a step names is told with that file's name, beside the step's own line.
    static Parsed<T> Of<T>(string file, Parsed<T> read) => read.Faults.Count == 0 ? read : read.Faults[0] with { Says = $"{file} {read.Faults[0].Says}" };

    static Exhibit Hours(ImmutableArray<int> hourly) => new(HourlyExhibit.MediaType, HourlyExhibit.Write(hourly));

    string Kept(Exhibit exhibit)
    {
        keeper.Journal.PutExhibit(exhibit);
        return exhibit.Digest.ToString();
    }

    Parsed<Terms> Terms(string file, string? variant) =>
        TextFile.Read(Path.Combine(directory, file), node => TermsReader.Read(node, variant));

    Parsed<byte[]> File(string file, long most) => TextFile.Bytes(Path.Combine(directory, file), most);

    /// <summary>What a step's key stands for. A digest of it is kept for ever, so names and details are left out of it.</summary>
    string TextOf(Step step) => step is PartyStep party ? $"party {party.Party}" : step.Text + FileText(step);

    string FileText(Step step)
    {
        var file = step switch { DemandStep demand => demand.File, TermsStep terms => terms.File, _ => null };
        return file is null || !File(file, MostDemandBytes).TryGet(out var bytes, out _) ? "" : Digest.Of(bytes).ToString();
    }

    static Parsed<IReadOnlyList<Command>> One(Command command) => Parsed<IReadOnlyList<Command>>.Of([command], []);

    static Refusal InStep(Step step, Refusal refusal) =>
        (refusal with { Says = $"{FileName} line {step.Line}: {refusal.Says}" }).With("step_line", step.Line);
}
