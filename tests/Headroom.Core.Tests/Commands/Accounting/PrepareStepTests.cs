using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;
using static Headroom.Core.Tests.Views.CloseChecklistTests;

namespace Headroom.Core.Tests.Commands;

public sealed class PrepareStepTests
{
    static readonly PrepareStep Good = new(Month(2026, 5), Usage, Ann, "");

    [Fact]
    public void Each_reason_to_refuse_a_step()
    {
        var reviewed = Stepped.Told(At(2026, 6, 1), Good, new ReviewStep(Month(2026, 5), Usage, Bob, ""));

        Book.Empty.Refuses(At(2026, 6, 1), Good, RefusalCode.NotFound, "book");
        SignedBook.Refuses(At(2026, 6, 1), Good, RefusalCode.NotFound, "step");
        Stepped.Refuses(At(2026, 6, 1), Good with { Step = Tied }, RefusalCode.MonthOpen, "month");
        reviewed.Refuses(At(2026, 6, 1), Good, RefusalCode.AlreadyExists, "step");
        reviewed.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5))).Refuses(At(2026, 6, 1), Good, RefusalCode.MonthClosed, "month");
    }

    [Fact]
    public void A_step_may_be_prepared_anew_until_it_was_reviewed() =>
        Assert.Equal(Bob, Stepped.Told(At(2026, 6, 1), Good, Good with { By = Bob }).Closing.Steps[(Month(2026, 5), Usage)].Prepared.By);
}
