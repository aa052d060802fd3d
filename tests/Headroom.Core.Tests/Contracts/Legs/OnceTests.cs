using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class OnceTests
{
    // Law: nothing before its date, the whole amount on it, nothing after.
    [Fact]
    public void The_whole_amount_is_due_on_its_date() =>
        Prop.ForAll(Clauses.Once(Start, 900).ToArbitrary(), once =>
        {
            var due = With(once).Resolve(Observations.None).Due;
            return due.At(once.On).IsZero && due.At(once.On.PlusDays(1)) == once.Amount && due.Total == once.Amount;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    [Fact]
    public void Shares_given_to_the_customer_lower_the_first_invoice_and_the_transaction_price()
    {
        var terms = With(RampFee, new Once("stock", Start, -350_000_000m, "shares given to the customer"));
        var plan = Billing.Plan(terms, terms.Resolve(Observations.None)).ToList();

        Assert.Equal(275_000_000m, plan[0].Amount);
        Assert.Equal(44_650_000_000m, plan.Sum(month => month.Amount));
        Assert.Equal((Rational)44_650_000_000m, Revenue.Earned(Signed(terms), RevenuePolicy.StraightLineStated, null).Total);
    }

    [Fact]
    public void A_set_up_fee_stands_on_its_own_line()
    {
        var terms = With(Fee((Start, 310m)), new Once("set-up", Day(2026, 5, 20), 15.5m, "racks"));

        Assert.Equal([310m, 15.5m], terms.Resolve(Observations.None).Charges.Select(charge => charge.Due.Amount(Start, Day(2026, 6, 1), 2)));
    }

    [Fact]
    public void Its_date_lies_in_the_term()
    {
        Assert.Equal(["legs[0].on", "legs[1].on"],
            With(Of("a", Start.PlusDays(-1)), Of("b", Through.PlusDays(1)), Of("c", Start), Of("d", Through)).Check().Select(refusal => refusal.Field));

        static Once Of(string name, LocalDate on) => new(name, on, 1m, "test");
    }
}
