using System.Text;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Journal;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>The facts of the book as they were said, and the proofs that they stand.</summary>
static class Journals
{
    static readonly Lock Verifying = new();

    static readonly Parameter Position = new("position", "integer", "The fact's position, from 1.", Required: true);

    public static void Map(Routes routes)
    {
        routes.GetJournal("/v1/journal", "Facts in order, from the one after a position", List,
            new Parameter("after", "integer", "Facts after this position. Default 0."), Parameter.Limit);
        routes.GetJournal("/v1/journal/head", "Where the journal ends: position and root, to keep as a witness", Ended);
        routes.GetJournal("/v1/journal/verify", "Recomputes everything that is stored; any changed byte is found", Verify,
            new Parameter("witness", "string", "A head kept from before, as position:root; the journal must still extend it."));
        routes.GetJournal("/v1/journal/{position}", "One fact, as it was said", One, Position);
        routes.GetJournal("/v1/journal/proof/inclusion/{position}", "The proof that a fact is in the tree (RFC 9162), with the stored bytes and salt", Inclusion, Position,
            new Parameter("size", "integer", "The size of the tree whose root is known. Default: the head's."));
        routes.GetJournal("/v1/journal/proof/consistency", "The proof that a later tree extends an earlier one (RFC 9162)", Consistency,
            new Parameter("from", "integer", "The earlier position.", Required: true), new Parameter("to", "integer", "The later position. Default: the head's."));
    }

    static Answer List(Asked asked)
    {
        var after = asked.Input.Whole("after", 0, long.MaxValue / 2, "(position)", 0);
        var limit = asked.Limit;
        return Answer.Map(json =>
        {
            var facts = asked.Desk.Keeper.Facts(after, after + limit).ToList();
            json.List("facts", facts, fact => FactJson.Write(json, fact));
            json.WriteString("next", facts.Count == limit && facts[^1].Position < asked.Shown.Head.Position ? Json.Text((decimal)facts[^1].Position) : null);
        });
    }

    static Answer Ended(Asked asked) => Answer.Map(json => Head(json, asked.Shown.Head));

    static Answer One(Asked asked)
    {
        var position = Known(asked, "position", asked.Shown.Head.Position);
        return Answer.Json(json => FactJson.Write(json, asked.Desk.Keeper.Facts(position - 1, position).First()));
    }

    static Answer Verify(Asked asked)
    {
        var witness = Witness(asked.Input);
        if (asked.Input.Faults.Count > 0) return Answer.Json(_ => { });
        // Everything is read and hashed: once at a time is enough.
        if (!Verifying.TryEnter()) return new Refusal(RefusalCode.Busy, "journal", "A verification is running already. Try again when it has ended.");
        try
        {
            var result = asked.Desk.Keeper.Journal.Verify(null, witness);
            return Answer.Map(json => { if (result is Verification.Clean clean) Clean(json, clean); else Damaged(json, (Verification.Damaged)result); });
        }
        finally
        {
            Verifying.Exit();
        }
    }

    static Answer Inclusion(Asked asked)
    {
        var size = asked.Input.Has("size") ? Known(asked, "size", asked.Shown.Head.Position) : asked.Shown.Head.Position;
        var position = Known(asked, "position", size);
        return Answer.Map(json =>
        {
            var tree = asked.Desk.TreeAt(size);
            var entry = asked.Desk.Keeper.Journal.Read(position - 1, position).First();
            json.WriteNumber("position", position);
            json.WriteNumber("size", size);
            json.WriteString("root", tree.Root.ToString());
            json.WriteString("leaf", entry.Leaf.ToString());
            json.WriteString("salt", Convert.ToHexStringLower(entry.Salt.Span));
            json.WriteString("stored", Encoding.UTF8.GetString(entry.Bytes.Span));
            json.List("path", tree.ProveInclusion((int)(position - 1)).Path, digest => json.WriteStringValue(digest.ToString()));
        });
    }

    static Answer Consistency(Asked asked)
    {
        var to = asked.Input.Has("to") ? Known(asked, "to", asked.Shown.Head.Position) : asked.Shown.Head.Position;
        var from = asked.Input.Whole("from", 0, to, "(position)");
        return Answer.Map(json =>
        {
            var tree = asked.Desk.TreeAt(to);
            json.Map("from", () => Head(json, new Head(from, tree.RootAt((int)from))));
            json.Map("to", () => Head(json, new Head(to, tree.Root)));
            json.List("path", tree.ProveConsistency((int)from).Path, digest => json.WriteStringValue(digest.ToString()));
        });
    }

    static void Head(System.Text.Json.Utf8JsonWriter json, Head head)
    {
        json.WriteNumber("position", head.Position);
        json.WriteString("root", head.Root.ToString());
    }

    static void Clean(System.Text.Json.Utf8JsonWriter json, Verification.Clean clean)
    {
        json.WriteBoolean("clean", true);
        Head(json, clean.Head);
    }

    static void Damaged(System.Text.Json.Utf8JsonWriter json, Verification.Damaged damaged)
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
    }

    /// <summary>A position that the journal has reached; else a fault.</summary>
    static long Known(Asked asked, string name, long most)
    {
        var position = asked.Input.Whole(name, 1, long.MaxValue, "(position)");
        if (position <= most) return position;
        asked.Input.Fault(name, RefusalCode.NotFound, $"There is no fact at position {position}; the last is {most}.");
        return 1;
    }

    static Head? Witness(Fields input)
    {
        if (!input.Has("witness")) return null;
        var parts = input.Text("witness", 100).Split(':');
        if (parts.Length == 2 && Digest.TryParse(parts[1], out var root)) return new Head((long)input.Decimal("witness", parts[0], 0, long.MaxValue, "(position)"), root);
        input.Fault("witness", RefusalCode.Malformed, "A witness is a position and a root, such as 12:3f2a... (64 hexadecimal digits).");
        return null;
    }
}
