using System.Runtime.CompilerServices;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Formats.Focus;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Formats.Tests.Focus;

public sealed class FocusKindTests
{
    /// <summary>The clauses under whose names nothing is ever billed.</summary>
    static readonly Type[] BillNothing =
    [
        typeof(AssignedPart), typeof(ChangeOfControl), typeof(CustomerConsideration), typeof(Escalator), typeof(Exit), typeof(Extension), typeof(FirstRefusal), typeof(Indexation),
        typeof(MostFavoured), typeof(Pause), typeof(ProRata), typeof(Reserve), typeof(Substitution), typeof(Support), typeof(TrancheDelivery),
    ];

    /// <summary>Every other kind of clause that there is.</summary>
    public static TheoryData<Type> Billed => [.. typeof(Leg).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Leg))).Except(BillNothing)];

    // Law: a clause either bills nothing or is classed by name; a new one fails here until it is named.
    [Theory]
    [MemberData(nameof(Billed))]
    public void Every_clause_that_bills_has_a_kind(Type clause) => Assert.NotNull(FocusKind.Of((Leg)RuntimeHelpers.GetUninitializedObject(clause)));

    [Fact]
    public void A_clause_that_bills_nothing_has_none() => Assert.Throws<InvalidOperationException>(() => FocusKind.Of(RampCapacity));

    // By hand: what is given back is a credit, what is bought by the month recurs, what ends or changes an agreement adjusts it.
    [Fact]
    public void Lines_are_classed_by_what_they_are()
    {
        static FocusKind Named(string charge) => FocusKind.Of(new InvoiceLine(charge, Month(2026, 5), 1m, 1m, false), null);

        Assert.Equal([FocusKind.Tax, FocusKind.Credit, FocusKind.Adjustment, FocusKind.Adjustment],
            new[] { Named(Tax.ChargeOf(new TaxLine("sales tax", Slug.Of("us-tx"), 0.08m, 100m, 8m))), Named(Credit.ChargeFor("fee")), Named(Exit.FeeCharge),
                Named("gone with an amendment") });
        Assert.Equal([FocusKind.OneTime, FocusKind.Credit], new[] { 1m, -1m }.Select(amount => FocusKind.Of(new Once("stock", Start, amount, "reason"))));
        Assert.Equal([FocusKind.Recurring, FocusKind.Credit, FocusKind.Credit, FocusKind.Adjustment],
            new Leg[] { RampFee, new Reclaim("take", Colossus, new(8), 5, "interruptible", 0.1m, []), new Borrowing("idle use", Colossus, 15, 0.4m, Borrowing.UsualMeter),
                new Cause("breach", Side.Either, ["non-payment"], 30, 0.05m) }.Select(FocusKind.Of));
    }
}
