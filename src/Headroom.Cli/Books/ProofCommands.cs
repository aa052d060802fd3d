using System.CommandLine;
using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>journal prove|erase</c>: what is given to somebody who does not see the book, and forgetting what may be forgotten.</summary>
static class ProofCommands
{
    public static Command Prove(IClock clock) => Common.Of("prove", "Prove that a fact is in the book, or that the book only grew since a position, by RFC 9162.", clock, Prove,
        Common.Text("--position", "The fact to prove: prints its bytes, salt and audit path."),
        Common.Text("--since", "A position whose head is known: prints the consistency path from it to the head."));

    public static Command Erase(IClock clock) =>
        Common.Of("erase", "Erase a stored name or details of a party for good; its digest stays in the facts that name it, and every proof stays valid.", clock, Erase,
        Common.Argument("digest", "SHA-256 of the exhibit, 64 hexadecimal digits."));

    static int Prove(Session session)
    {
        var (name, since) = (session.BookName, session.Input.Has("since"));
        var asked = since ? session.Input.Whole("since", 0, long.MaxValue, "") : session.Input.Whole("position", 1, long.MaxValue, "");
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        using var journal = Journals.Open(name, create: false);
        var head = journal.Head();
        if (asked > head.Position) return session.Output.Refuse([new Refusal(RefusalCode.NotFound, since ? "since" : "position", $"The journal has {head.Position} facts.")]);
        var tree = new MerkleTree([.. journal.Read(0, head.Position).Select(entry => entry.Leaf)]);
        return session.Output.Lines([System.Text.Encoding.UTF8.GetString(Json.Bytes(
            json => { if (since) Grew(json, tree, asked, head); else Holds(json, tree, journal.Read(asked - 1, asked).Single(), head); }, indented: true))]);
    }

    // The leaf is SHA-256 of 0x00, the salt and the bytes; the path joins it to the root, which the verifier has from an invoice or report.
    static void Holds(Utf8JsonWriter json, MerkleTree tree, Journal.Entry entry, Head head) => json.Map(() =>
    {
        json.WriteNumber("position", entry.Position);
        json.WriteNumber("size", head.Position);
        json.WriteString("root", head.Root.ToString());
        json.WriteString("leaf", entry.Leaf.ToString());
        json.WriteString("salt", Convert.ToHexStringLower(entry.Salt.Span));
        json.WriteBase64String("bytes", entry.Bytes.Span);
        json.List("path", tree.ProveInclusion((int)entry.Position - 1).Path, node => json.WriteStringValue(node.ToString()));
    });

    static void Grew(Utf8JsonWriter json, MerkleTree tree, long since, Head head) => json.Map(() =>
    {
        json.WriteNumber("older-size", since);
        json.WriteString("older-root", tree.RootAt((int)since).ToString());
        json.WriteNumber("newer-size", head.Position);
        json.WriteString("newer-root", head.Root.ToString());
        json.List("path", tree.ProveConsistency((int)since).Path, node => json.WriteStringValue(node.ToString()));
    });

    static int Erase(Session session)
    {
        var (name, text) = (session.BookName, session.Input.Text("digest", 64));
        if (!Digest.TryParse(text, out var digest) && session.Faults.Count == 0) session.Input.Fault("digest", RefusalCode.Malformed, "A digest is 64 hexadecimal digits.");
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        using var journal = Journals.Open(name, create: false);
        if (journal.GetExhibit(digest) is { } kept && !ErasableExhibit.Is(kept.MediaType))
            return session.Output.Refuse(
                [new Refusal(RefusalCode.OutOfRange, "digest", $"This exhibit is {kept.MediaType}, which figures rest on; only names and details of parties can be erased.")]);
        return journal.EraseExhibit(digest)
            ? LoadCommands.Done(session, journal.Head().Position, $"The content of {digest} is erased; every fact and proof stays valid.")
            : session.Output.Refuse([new Refusal(RefusalCode.NotFound, "digest", "There is no exhibit with content under this digest.")]);
    }
}
