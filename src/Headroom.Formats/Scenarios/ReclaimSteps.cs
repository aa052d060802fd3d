using Headroom.Core.Commands;
using Headroom.Formats.Facts;

namespace Headroom.Formats.Scenarios;

/// <summary>The steps by which capacity is taken back under a clause.</summary>
static class ReclaimSteps
{
    public static readonly string[] Kinds = ["ask-reclaim", "move-reclaim"];

    public static Command Read(Fields f, string kind) => kind == "ask-reclaim"
        ? new AskReclaim(ReclaimFormat.Case(f, f.Id("ask-reclaim"), f.Instant("at")))
        : new MoveReclaim(f.Id("move-reclaim"), ReclaimFormat.Move(f, f.Instant("at")));
}
