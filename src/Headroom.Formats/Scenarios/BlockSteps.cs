using Headroom.Core.Commands;
using Headroom.Formats.Facts;

namespace Headroom.Formats.Scenarios;

/// <summary>The steps that name blocks and move them. A pool's least quantity is called its block, so the word alone would be ambiguous.</summary>
static class BlockSteps
{
    public static readonly string[] Kinds = ["name-block", "move-block"];

    public static Command Read(Fields f, string kind) => kind == "name-block"
        ? new NameBlock(BlockFormat.Block(f, f.Id("name-block")))
        : new MoveBlock(f.Id("move-block"), BlockFormat.Move(f, f.Instant("at")));
}
