using NodaTime;

namespace Headroom.Core.Units;

/// <summary>Amounts a month: what has built up is told by the months that passed, without pieces.</summary>
sealed class MonthlyAmounts : Cumulative.BuiltUpBy
{
    readonly Step[] _steps;

    /// <summary>From this date on every month adds so much; <see cref="Step.Before"/> had built up by its start.</summary>
    readonly struct Step(LocalDate from, Rational before, Rational aMonth)
    {
        readonly int _length = Length(from.Year, from.Month);
        // What has built up by the first of a month, counted in days of this step's first month: whole numbers cost less than fractions.
        readonly RationalLine _inDays = new(before, aMonth, Length(from.Year, from.Month));

        public LocalDate From => from;
        public Rational Before => before;
        public Rational AMonth => aMonth;

        bool IsCounted(LocalDate date) => date.Day == 1 && date != from && !aMonth.IsZero;

        int Days(LocalDate first) => Between(from, first) * _length - (from.Day - 1);

        public Rational At(LocalDate date) => IsCounted(date) ? _inDays.At(Days(date)) : date == from || aMonth.IsZero ? before : before + aMonth * Months(from, date);

        public decimal Rounded(LocalDate date, int digits) => IsCounted(date) ? _inDays.Rounded(Days(date), digits) : At(date).Round(digits);
    }

    public MonthlyAmounts(ReadOnlySpan<(LocalDate From, Rational AMonth)> steps, LocalDate end)
    {
        (_steps, End) = (new Step[steps.Length], end);
        for (var i = 0; i < steps.Length; i++) _steps[i] = new(steps[i].From, i == 0 ? Rational.Zero : _steps[i - 1].At(steps[i].From), steps[i].AMonth);
    }

    /// <summary>No more pieces than this are told.</summary>
    public int MostPieces => Between(_steps[0].From, End) + _steps.Length + 2;

    /// <summary>The first day on which nothing is added any more.</summary>
    public LocalDate End { get; }

    /// <summary>What has built up by then.</summary>
    public Rational Total => _steps[^1].At(End);

    /// <summary>The amounts that it was made of.</summary>
    public IEnumerable<(LocalDate From, Rational AMonth)> Steps => _steps.Select(step => (step.From, step.AMonth));

    /// <summary>How many months there are in [from, end).</summary>
    public static Rational Months(LocalDate from, LocalDate end)
    {
        var (first, last) = (Length(from.Year, from.Month), Length(end.Year, end.Month));
        return Rational.Of((Between(from, end) * first - (from.Day - 1)) * last + (end.Day - 1) * first, first * last);
    }

    /// <summary>The amounts before a date, and nothing from the end until then.</summary>
    public IEnumerable<(LocalDate From, Rational AMonth)> Until(LocalDate date) => Steps.Append((From: End, AMonth: Rational.Zero)).Where(step => step.From < date);

    /// <summary>The amounts from a date on.</summary>
    public IEnumerable<(LocalDate From, Rational AMonth)> Since(LocalDate date) =>
        Steps.Where(step => step.From > date).Prepend((date, date >= End ? Rational.Zero : _steps.LastOrDefault(step => step.From <= date).AMonth));

    public override Rational At(LocalDate date) => date >= End ? Total : Holding(date) is var step && step < 0 ? Rational.Zero : _steps[step].At(date);

    public override decimal Rounded(LocalDate date, int digits) =>
        date >= End ? _steps[^1].Rounded(End, digits) : Holding(date) is var step && step < 0 ? Rational.Zero.Round(digits) : _steps[step].Rounded(date, digits);

    /// <summary>Which step holds on a date; -1 before the first.</summary>
    int Holding(LocalDate date)
    {
        var step = _steps.Length - 1;
        while (step >= 0 && _steps[step].From > date) step--;
        return step;
    }

    public override IEnumerable<Cumulative.Piece> Pieces()
    {
        for (var i = 0; i < _steps.Length; i++)
            for (var date = _steps[i].From; date < (i + 1 < _steps.Length ? _steps[i + 1].From : End); date = date.PlusMonths(1).With(DateAdjusters.StartOfMonth))
                yield return new(date, _steps[i].At(date), _steps[i].AMonth / Length(date.Year, date.Month));
        yield return new(End, Total, Rational.Zero);
    }

    static int Between(LocalDate from, LocalDate end) => (end.Year - from.Year) * 12 + end.Month - from.Month;

    static int Length(int year, int month) => CalendarSystem.Iso.GetDaysInMonth(year, month);
}
