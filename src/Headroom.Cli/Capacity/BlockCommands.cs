using System.CommandLine;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>block name|move|list|show</c>: what is handed over as a whole, and the states that it goes through.</summary>
static class BlockCommands
{
    public static Command Build(IClock clock) => Common.Group("block", "Blocks: GPUs that are handed over as a whole, from ready to in use and back.",
        Common.Of("name", "Name GPUs of a pool as a block.", clock,
            session => session.Say(_ => new NameBlock(BlockFormat.Block(session.Input, session.Input.Id("block"), Nodes(session.Input))),
                done => ContractCommands.Signed(session, done)),
            Common.Argument("block", "Its id."), Common.Text("--pool", "The pool."), Common.Text("--gpus", "How many GPUs it has."),
            Common.Text("--nodes", "The names of its nodes with commas between them."),
            Common.Text("--isolation", "How it is kept apart from the rest."), Common.Key()),
        Common.Of("move", $"Record that a block went into another state: {string.Join(", ", BlockFormat.States.Select(state => state.Word))}.", clock,
            session => session.Say((keeper,
                book) => new MoveBlock(session.Input.Id("block"), BlockFormat.Move(session.Input, session.Input.Has("at") ? session.Input.Instant("at") : keeper.Now(book))),
                done => ContractCommands.Signed(session, done)),
            Common.Argument("block", "The block's id."), Common.Argument("to", "The state."), Common.Text("--at", "The instant, such as 2026-08-01T06:00:00Z. Default: now."),
            Common.Text("--contract", "The contract that it is assigned to."), Common.Text("--certificate", "What certifies that it was erased."),
            Common.Text("--evidence", "What shows it."), Common.Key()),
        Common.Of("list", "List blocks with their states.", clock, Listed, Common.Position()),
        Common.Of("show", "A block with every move.", clock, Shown, Common.Argument("block", "The block's id."), Common.Position()));

    static IReadOnlyList<string> Nodes(Fields f) => f.Has("nodes") ? f.Words("nodes", HandoverBlock.MostNodes) : [];

    static int Listed(Session session) => session.View((keeper, book) =>
    {
        var now = keeper.Now(book);
        return session.Output.Print(json => json.Map(() => BlockJson.Blocks(json, book, book.Blocks.Values, now)), console =>
        {
            var table = Show.Table(console, $"Blocks at {Json.Text(now)}", "block", "pool", ">GPUs", "state", "since", ">hours", ">plan", "ready by", "", "with", "erased by");
            foreach (var block in book.Blocks.Values)
            {
                var step = BlockStep.At(block, book.Policy, now);
                table.Row(block.Id.ToString(), block.Pool.ToString(), Show.Gpus(block.Gpus.Count), block.StateAt(now).Word(), step is null ? "" : Json.Text(step.From),
                    Took(step, now), Plan(step),
                    step?.ReadyBy is { } ready ? Json.Text(ready) : "", step?.IsOverdue(now) == true ? "overdue" : "", step?.Contract?.ToString() ?? "", block.Certificate ?? "");
            }
            console.Write(table);
        });
    });

    static int Shown(Session session) => session.View((keeper, book) =>
    {
        var (id, now) = (session.Input.Id("block"), keeper.Now(book));
        if (session.Faults.Count > 0) return Output.Refused;
        if (!book.Blocks.TryGetValue(id, out var block))
            return session.Output.Refuse([new Refusal(RefusalCode.NotFound, "block", $"There is no block '{id}'; there are {string.Join(", ", book.Blocks.Keys.Take(10))}.")]);
        return session.Output.Print(json => json.Map(() => BlockJson.One(json, book, block, now)), console =>
        {
            var table = Show.Table(console,
                $"{id}: {Show.Gpus(block.Gpus.Count)} GPUs of {block.Pool}, {block.StateAt(now).Word()}{(block.Isolation is { } isolation ? $"; {isolation}" : "")}",
                "state", "at", ">hours", ">plan", "contract", "certificate", "evidence");
            foreach (var (move, step) in block.Moves.Zip(BlockStep.Of(block, book.Policy)))
                table.Row(move.To.Word(), Json.Text(move.At), Took(step, now), Plan(step), move.Contract?.ToString() ?? "", move.Certificate ?? "", move.Evidence);
            console.Write(table);
            if (block.Nodes.Length > 0) Show.Line(console, $"nodes: {string.Join(", ", block.Nodes)}");
        });
    });

    static string Took(BlockStep? step, Instant now) => step is null ? "" : Show.Hours(BlockJson.Hours(step.Took(now)));

    static string Plan(BlockStep? step) => step?.Plan is { } plan ? Show.Hours(BlockJson.Hours(plan)) : "";
}
