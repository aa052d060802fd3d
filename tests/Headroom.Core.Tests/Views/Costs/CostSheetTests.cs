using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class CostSheetTests
{
    static readonly Currency Usd = Currency.Usd;

    // Law: over any run of months the parts add up, to the cent, to what was said: nothing is lost between sites, pools, uses and months.
    [Fact]
    public void Parts_add_up_to_what_was_said() => Prop.ForAll(CostLife.Any, Gen.Choose(1, 12).ToArbitrary(), Gen.Choose(0, 11).ToArbitrary(), (book, first, more) =>
    {
        var span = new MonthSpan(Month(2026, first), Month(2026, first).PlusMonths(more));
        var sheet = new CostSheet(book, Usd, CostLife.Today);
        var parts = sheet.Over(span).ToList();
        decimal Of(CostKind kind) => parts.Where(part => part.Kind == kind).Sum(part => part.Amount);
        return Of(CostKind.Depreciation) == book.Outlays.Assets.Values.Sum(asset => asset.Depreciation.Amount(span.FirstDay, span.End, 2))
            && Of(CostKind.Operations) == book.Outlays.Expenses.Values.Sum(expense => Between(expense.SpentThrough, span))
            && Of(CostKind.Purchased) == book.Bought.Sum(contract => contract.Schedule(CostLife.Today).Due.Amount(span.FirstDay, span.End, 2))
            && Of(CostKind.Power) == Power(sheet, span);
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: what was used by somebody costs something only where it was used, and a share no larger than its share of the hours by more than a cent a kind.
    [Fact]
    public void A_contract_bears_its_share_of_the_hours() => Prop.ForAll(CostLife.Any, Gen.Choose(1, 12).ToArbitrary(), (book, month) =>
    {
        var sheet = new CostSheet(book, Usd, CostLife.Today);
        return CostLife.Pools.All(pool =>
        {
            var (use, parts) = (sheet.Hours.Of(pool, Month(2026, month)), sheet.Of(pool, Month(2026, month)));
            var total = parts.Sum(part => part.Amount);
            return use.Installed.IsZero
                || use.Sold.All(sold => Math.Abs(parts.Where(part => part.Of == sold.Key)
                    .Sum(part => part.Amount) - ((Rational)total * sold.Value / use.Installed).Round(4)) <= 0.05m);
        });
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: nothing is in service in 2024, so what staff cost then is nobody's.
    [Fact]
    public void What_a_site_costs_before_anything_is_in_service_is_kept_apart()
    {
        var book = Ready.Told(At(2026, 4, 20), new RecordExpense(Staff.Expense with { From = Month(2024, 12), Through = Month(2024, 12) }));
        var part = Assert.Single(new CostSheet(book, Usd, Day(2026, 7, 1)).Over(new(Month(2024, 12), Month(2025, 1))));

        Assert.Equal((Memphis, (Slug?)null, UsedFor.NotInService, 500_000m), (part.Site!.Value, part.Pool, part.For, part.Amount));
    }

    internal static RecordAsset Servers => new(new(Slug.Of("servers"), new(CostHomeKind.Block, Slug.Of("c1")), 220_000_000m, Usd, Day(2026, 1, 1), 60, 0, StraightLine.ByMonths));

    internal static RecordTariff Grid => new(new(Slug.Of("grid"), Memphis, Day(2026, 1, 1), null, 0.08m, Usd, new AtDraw(1)));

    internal static RecordExpense Staff => new(new(Slug.Of("staff"), new(CostHomeKind.Site, Memphis), "staff", Month(2026, 1), null, 500_000m, Usd, true));

    static decimal Between(Func<YearMonth, Rational> through, MonthSpan span) => through(span.Through).Round(2) - through(span.From.PlusMonths(-1)).Round(2);

    /// <summary>Energy by each tariff: of the pools' installed hours from its first day on, or of all hours at a fixed take.</summary>
    static decimal Power(CostSheet sheet, MonthSpan span) => sheet.Book.Outlays.Tariffs.Values.Sum(tariff =>
    {
        decimal Of(Func<LocalDate, Rational> by) => by(span.End).Round(2) - by(span.FirstDay).Round(2);
        if (tariff.Basis is AtTake take)
            return Of(end => end <= tariff.From ? Rational.Zero
                : (Rational)(decimal)Chicago.Between(tariff.From, end).Length.TotalHours * take.Power.Value * tariff.PerKilowattHour);
        var perGpu = tariff.Basis is AtDraw draw ? Rational.Of(15, 11) * draw.Load : (Rational)1.83m * 1.15m;
        return CostLife.Pools.Sum(pool => Of(end => sheet.Hours.Installed(pool, tariff.From, end) * perGpu * tariff.PerKilowattHour));
    });
}
