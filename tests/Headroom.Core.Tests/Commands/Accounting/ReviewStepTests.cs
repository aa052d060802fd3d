using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;
using static Headroom.Core.Tests.Views.CloseChecklistTests;

namespace Headroom.Core.Tests.Commands;

public sealed class ReviewStepTests
{
    static readonly ReviewStep Good = new(Month(2026, 5), Usage, Bob, "looked at the meters");

    [Fact]
    public void A_step_is_reviewed_by_somebody_else_than_its_preparer()
    {
        var prepared = Stepped.Told(At(2026, 6, 1), new PrepareStep(Month(2026, 5), Usage, Ann, ""));

        Stepped.Refuses(At(2026, 6, 1), Good, RefusalCode.StepMissing, "step");
        prepared.Refuses(At(2026, 6, 1), Good with { By = Ann }, RefusalCode.NotIndependent, "by");
        prepared.Refuses(At(2026, 6, 1), Good with { Step = Slug.Of("none") }, RefusalCode.NotFound, "step");
        prepared.Told(At(2026, 6, 1), Good).Refuses(At(2026, 6, 1), Good, RefusalCode.AlreadyExists, "step");
        Assert.Equal((Ann, Bob, "looked at the meters"),
            prepared.Told(At(2026, 6, 1), Good).Closing.Steps[(Month(2026, 5), Usage)] is { Reviewed: { } mark } work ? (work.Prepared.By, mark.By, mark.Note) : default);
    }
}
