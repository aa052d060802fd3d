using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Journal;
using Headroom.Journal.Keeping;

namespace Headroom.Server.Http;

/// <summary>The body of a request with its media type, or why it was not taken.</summary>
sealed record Body(byte[] Bytes, string MediaType, Reply? Refusal);

/// <summary>Who asks, and the reason given.</summary>
readonly record struct Who(Slug Actor, string? Why);

/// <summary>Who asks, and the idempotency key of each of the things said at once, by its place from 0; null when none was sent.</summary>
sealed record Speaker(Who Who, Func<int, RequestKey?> Key)
{
    public static Speaker Of(HttpRequest request, Body body, List<Refusal> faults)
    {
        var who = new Who(Inputs.Actor(request, faults), Inputs.Why(request, faults));
        var (key, asked) = (Inputs.Key(request, body.Bytes, faults), request.Headers[Inputs.KeyHeader].ToString());
        return new(who, place => key is { } known ? new RequestKey(Inputs.Stored(asked, place), known.Request) : null);
    }
}

/// <summary>One request to say something: body, inputs, key, commands, reply. Nothing is written unless all inputs are in order.</summary>
sealed class Writing(Desk desk, Operation operation, Func<Asked, Body, IReadOnlyList<Command>> say)
{
    /// <summary>The header that marks a reply to a request that had been carried out before.</summary>
    const string Replayed = "Idempotency-Replayed";

    /// <summary>The book before it, when this is only tried on a branch; null when it is meant.</summary>
    Book? Before { get; init; }

    public async Task<Reply> Answer(HttpContext http)
    {
        if (Before is null && http.Request.Headers[Inputs.DryRunHeader] == "true")
            return await new Writing(desk.Branch(), operation, say) { Before = desk.Now().Book }.Answer(http);
        var body = await Body(http.Request, operation);
        if (body.Refusal is { } refusal) return refusal;
        var faults = new List<Refusal>();
        var input = Inputs.Of(http, faults);
        var actor = Inputs.Actor(http.Request, faults);
        var why = Inputs.Why(http.Request, faults);
        var key = Inputs.Key(http.Request, Counted(body), faults);
        var repeated = key is { } asked && desk.Keeper.Journal.FindKey(asked.Key) is not null;
        var commands = say(new Asked(desk, desk.Now(), input) { IsRepeated = repeated }, body);
        input.Done();
        if (faults.Count > 0) return Problem.Of(faults);
        return Execute(commands, new(actor, why), key, http.Request.Headers[Inputs.KeyHeader].ToString());
    }

    /// <summary>What of the body a key stands for.</summary>
    byte[] Counted(Body body) => operation.KeyedBy is not { } names ? body.Bytes
        : Bodies.Document(body.Bytes, body.MediaType).Value is not MapNode document ? []
        : System.Text.Encoding.UTF8.GetBytes(string.Join('\n', names.Select(name => document.Fields.GetValueOrDefault(name)?.Canonical() ?? "")));

    /// <summary>Takes the body: an accepted media type and no more than the limit.</summary>
    public static async Task<Body> Body(HttpRequest request, Operation operation)
    {
        var type = Bodies.MediaType(request);
        if (operation.MediaTypes.Length > 0 && !operation.MediaTypes.Contains(type))
            return new([], type, Problem.Other(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Content-Type",
                $"'{type}' is not accepted here; send {string.Join(" or ", operation.MediaTypes)}.").With("Accept-Post", string.Join(", ", operation.MediaTypes)));
        var read = await Bodies.Read(request, operation.MostBytes);
        return read.TryGet(out var bytes, out var fault) ? new(bytes, type, null) : new([], type, Problem.Of(fault));
    }

    Reply Execute(IReadOnlyList<Command> commands, Who who, RequestKey? key, string asked)
    {
        var (first, last, replayed) = (0L, 0L, true);
        for (var i = 0; i < commands.Count; i++)
        {
            var mine = key is { } known ? new RequestKey(Inputs.Stored(asked, i), known.Request) : (RequestKey?)null;
            switch (desk.Keeper.Execute(commands[i], who.Actor, mine, why: who.Why))
            {
                case Outcome.Refused refused: return Problem.Of(i == 0 ? Named(refused.Refusal, asked) : Named(refused.Refusal, asked).With("said_before_it", i));
                case Outcome.Done done:
                    if (i == 0) first = done.First;
                    last = done.Last;
                    replayed &= done.Replayed;
                    break;
            }
        }
        if (Before is { } before) return Tried(before);
        var reply = Done(first, last);
        return replayed ? reply.With(Replayed, "true") : reply;
    }

    /// <summary>What would be written, and every view before and after.</summary>
    Reply Tried(Book before)
    {
        var after = desk.Keeper.CatchUp();
        var trial = new Trial([.. desk.Keeper.Facts(before.Position, after.Position)], WhatIf.Between(before, before.Calendar.DateOf(desk.Keeper.Now(before)), [("then", after)]))
        { Clock = ClockMove.Between(after, before.RecordedAt, after.RecordedAt) };
        return new(StatusCodes.Status200OK, Reply.JsonType, Json.Bytes(json => TrialJson.Write(json, trial)));
    }

    /// <summary>What was written: the facts (at most a page of them), where they stand, the journal's root after them, and how far a sandbox's clock went with them.</summary>
    Reply Done(long first, long last)
    {
        var head = desk.Now().Head is var now && now.Position == last ? now : desk.HeadAt(last);
        var facts = desk.Keeper.Facts(first - 1, Math.Min(last, first + Asked.MostItems - 1)).ToList();
        var signed = facts[0].Body.Kind.StartsWith("contract.signed", StringComparison.Ordinal);
        var location = signed ? $"/v1/contracts/{facts[0].Body.About}" : string.Create(CultureInfo.InvariantCulture, $"/v1/journal/{first}");
        return new Reply(StatusCodes.Status201Created, Reply.JsonType, Json.Bytes(json => json.Map(() =>
        {
            json.WriteString("about", desk.Keeper.Facts(last - 1, last).First().Body.About);
            json.WriteNumber("position", last);
            json.WriteString("root", head.Root.ToString());
            json.List("facts", facts, fact => FactJson.Write(json, fact));
            ClockJson.Write(json, desk.Keeper.ClockMoved(first, last));
        }))).With("Location", location).With("ETag", $"\"{new Shown(desk.Now().Book, head).Tag}\"");
    }

    // The journal knows the key with its space before it; the caller knows it without.
    static Refusal Named(Refusal refusal, string asked) => refusal.Code != RefusalCode.KeyReused ? refusal
        : refusal with { Field = Inputs.KeyHeader, Says = $"The key '{asked}' was used before for another request; use a new key." };
}
