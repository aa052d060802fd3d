using System.CommandLine;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Journal;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>journal log|head|verify|prove|erase</c>.</summary>
static class JournalCommands
{
    const long MostFacts = 100_000;

    public static Command Build(IClock clock) => Common.Group("journal", "The facts of the book and their proof.",
        Common.Of("log", "List facts.", clock, Log, Common.Text("--after", "Facts after this position. Default 0."), Common.Text("--limit", "At most so many. Default 100.")),
        Common.Of("head", "The position and root hash of the journal: what to keep as a witness.", clock, ShowHead),
        Common.Of("verify", "Recompute everything that is stored; any changed byte is found.", clock, Verify,
            Common.Text("--witness", "A head kept from before, as position:root; the journal must still extend it.")),
        ProofCommands.Prove(clock), ProofCommands.Erase(clock));

    static int Log(Session session) => session.View((keeper, book) =>
    {
        var after = session.Input.Whole("after", 0, long.MaxValue / 2, "", 0);
        var limit = session.Input.Whole("limit", 1, MostFacts, "facts", 100);
        if (session.Faults.Count > 0) return Output.Refused;
        var facts = keeper.Facts(after, after + limit).ToList();
        return session.Output.Print(json => json.Map(() => json.List("facts", facts, fact => FactJson.Write(json, fact))), console =>
        {
            var table = Show.Table(console, "Facts", ">position", "recorded at", "actor", "kind", "about", "why");
            foreach (var fact in facts)
                table.Row(Json.Text(fact.Position), Json.Text(fact.RecordedAt), fact.Actor.ToString(), fact.Body.Kind, fact.Body.About, Show.Plain(fact.Why ?? ""));
            console.Write(table);
        });
    });

    static int ShowHead(Session session)
    {
        if (session.BookName is var name && session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        using var journal = Journals.Open(name, create: false);
        var head = journal.Head();
        return session.Output.Print(
            json => json.Map(() => { json.WriteNumber("position", head.Position); json.WriteString("root", head.Root.ToString()); }),
            console => console.WriteLine($"{head.Position}:{head.Root}"));
    }

    static int Verify(Session session)
    {
        var (name, witness) = (session.BookName, Witness(session));
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        using var journal = Journals.Open(name, create: false);
        return journal.Verify(null, witness) switch
        {
            Verification.Clean clean => session.Output.Print(
                json =>
                json.Map(() => { json.WriteBoolean("clean", true); json.WriteNumber("position", clean.Head.Position); json.WriteString("root", clean.Head.Root.ToString()); }),
                console => console.WriteLine($"clean: {clean.Head.Position} facts, root {clean.Head.Root}")),
            Verification.Damaged damaged => Damaged(session, damaged),
            _ => Output.Bug,
        };
    }

    static int Damaged(Session session, Verification.Damaged damaged)
    {
        session.Output.Print(
            json => json.Map(() =>
            {
                json.WriteBoolean("clean", false);
                json.WriteBoolean("more", damaged.More);
                json.List("findings", damaged.Findings, finding => json.Map(() =>
                {
                    json.WriteNumber("position", finding.Position);
                    json.WriteString("what", finding.What);
                    json.WriteString("expected", finding.Expected);
                    json.WriteString("found", finding.Found);
                }));
            }),
            console =>
            {
                foreach (var finding in damaged.Findings) console.WriteLine($"position {finding.Position}: {finding.What}: expected {finding.Expected}, found {finding.Found}");
                console.WriteLine(damaged.More ? "not clean; there are more findings" : "not clean");
            });
        return Output.Found;
    }

    static Head? Witness(Session session)
    {
        if (!session.Input.Has("witness")) return null;
        var parts = session.Input.Text("witness", 100).Split(':');
        if (parts.Length == 2 && Digest.TryParse(parts[1], out var root)) return new Head((long)session.Input.Decimal("witness", parts[0], 0, long.MaxValue, ""), root);
        session.Input.Fault("witness", RefusalCode.Malformed, "A witness is a position and a root, such as 12:3f2a... (64 hexadecimal digits).");
        return null;
    }
}
