using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// Money paid ahead and credited back in equal monthly parts. It moves money in time and is no price of anything: invoices carry it,
/// revenue and backlog leave it out. When the contract ends early, what is not yet credited is given back on the last day.
/// </summary>
/// <param name="Name">The charge on the invoice.</param>
/// <param name="Payments">What is paid on which date, dates ascending inside the term.</param>
/// <param name="CreditFrom">The first month credited.</param>
/// <param name="CreditMonths">Over so many months, 1 to 240, ending within the term.</param>
public sealed record Prepayment(string Name, ImmutableArray<(LocalDate On, decimal Amount)> Payments, YearMonth CreditFrom, int CreditMonths) : Leg(Name)
{
    /// <summary>Whether it bears interest, as the seller has judged; null while nobody has, which counts none.</summary>
    public Financing? Financing { get; init; }

    public override Tier Tier => Tier.Means;

    public override string Says(Terms terms) =>
        $"'{Name}': {string.Join(", ", Payments.Select(payment => $"{Say.Money(payment.Amount, terms)} on {Say.Date(payment.On)}"))} paid ahead, "
        + $"credited in {CreditMonths} equal parts from {CreditFrom:uuuu'-'MM}" + (Financing is null ? "" : $", {Financing.Says}");

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        foreach (var refusal in Dated.Check("pay", [.. Payments.Select(payment => payment.On)], terms, "on")) yield return refusal;
        if (CreditMonths is < 1 or > 240)
            yield return new Refusal(RefusalCode.OutOfRange, "credit.months", $"{CreditMonths} months is outside 1 to 240.");
        else if (CreditFrom.PlusMonths(CreditMonths - 1).OnDayOfMonth(1) > terms.Through)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "credit", $"The credits run past the term's last day {terms.Through:R}.");
        if (Payments.Length > 0 && CreditFrom < Payments[^1].On.ToYearMonth())
            yield return new Refusal(RefusalCode.DatesUpsideDown, "credit.from", "Credits begin before everything is paid.");
        if (Financing?.Check("financing") is { } unsound) yield return unsound;
        if (Financing?.Waived == FinancingWaived.OneYear && Payments.Length > 0 && CreditMonths is >= 1 and <= 240
            && LastDay(CreditFrom.PlusMonths(CreditMonths - 1), terms) > Payments[0].On.PlusYears(1))
            yield return new Refusal(RefusalCode.InvalidTerms, "financing.waived",
                $"More than a year lies between the payment of {Payments[0].On:R} and the last credit; the expedient of one year does not hold.");
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        // An amendment goes on with the balance that there is: what was paid and not yet credited is credited over the months to come.
        var start = setting.Earlier?.Until ?? setting.Terms.From;
        var held = setting.Earlier?.Over(Name, setting.Terms.From, start) ?? Rational.Zero;
        var payments = Payments.Where(payment => payment.On >= start).ToList();
        var days = Enumerable.Range(0, CreditMonths).Select(month => LastDay(CreditFrom.PlusMonths(month), setting.Terms)).Where(day => day >= start).ToList();
        var total = held + (Rational)payments.Sum(payment => payment.Amount);
        var paid = payments.Aggregate(Cumulative.Zero, (sum, payment) => sum + Cumulative.On(payment.On, payment.Amount));
        var balance = days.Aggregate(paid, (sum, day) => sum - Cumulative.On(day, total / days.Count));
        if (setting.Notice is { } notice && notice.LastDay < setting.Terms.Through)
        {
            var end = notice.LastDay.PlusDays(1);
            balance = balance.CutAt(end);
            balance += Cumulative.On(notice.LastDay, -(held + balance.At(end)));
        }
        return below + new Charge(Name, balance, IsMeans: true);
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting)
    {
        if (!IsOwn(charge)) yield break;
        foreach (var (on, amount) in Payments.Where(payment => payment.On.ToYearMonth() == month))
            yield return $"{Say.Money(amount, setting.Terms)} paid ahead on {Say.Date(on)}, credited on later invoices";
        if (month >= CreditFrom && month < CreditFrom.PlusMonths(CreditMonths))
            yield return $"credited from what was paid ahead, in {CreditMonths} equal monthly parts from {Say.Month(CreditFrom)}";
        if (setting.Notice is { } notice && notice.LastDay < setting.Terms.Through && notice.LastDay.ToYearMonth() == month)
            yield return $"what is not credited by {Say.Date(notice.LastDay)}, the last day served, is given back";
    }

    /// <summary>Every payment, and the first and last credit.</summary>
    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting)
    {
        var (due, digits) = (schedule.DueUnder(Name), setting.Terms.Currency.Digits);
        var (first, last) = (LastDay(CreditFrom, setting.Terms), LastDay(CreditFrom.PlusMonths(CreditMonths - 1), setting.Terms));
        Milestone On(LocalDate date, string what) =>
            new(date, what) { Amount = due.Amount(date, date.PlusDays(1), digits), AmountOf = AmountOf.Once };
        return Payments.Select(payment => On(payment.On, $"{Name} is paid ahead"))
            .Append(On(first, CreditMonths == 1 ? $"{Name} is credited" : $"first of {CreditMonths} monthly credits of {Name}"))
            .Concat(CreditMonths == 1 ? [] : [On(last, $"last of {CreditMonths} monthly credits of {Name}")]);
    }

    static LocalDate LastDay(YearMonth month, Terms terms) => LocalDate.Min(month.PlusMonths(1).OnDayOfMonth(1), terms.End).PlusDays(-1);
}
