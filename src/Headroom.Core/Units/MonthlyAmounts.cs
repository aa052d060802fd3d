using NodaTime;

namespace Headroom.Core.Units;

/// <summary>Amounts a month: what has built up is told by the months that passed, without pieces.</summary>
sealed class MonthlyAmounts
{
    readonly Step[] _steps; // the last is the end, from which nothing is added
    readonly Line?[] _lines;

    /// <summary>From this date on every month adds so much; <see cref="Step.Before"/> had built up by its start.</summary>
    readonly record struct Step(LocalDate From, Rational Before, Rational AMonth, Rational FirstDay);

    public MonthlyAmounts((LocalDate From, Rational AMonth)[] steps, LocalDate end)
    {
        (_steps, _lines) = (new Step[steps.Length + 1], new Line?[steps.Length]);
        for (var i = 0; i < steps.Length; i++)
            _steps[i] = new(steps[i].From, Before(i, steps[i].From), steps[i].AMonth, steps[i].AMonth / Length(steps[i].From.Year, steps[i].From.Month));
        _steps[^1] = new(end, Before(steps.Length, end), Rational.Zero, Rational.Zero);
    }

    /// <summary>No more pieces than this are told.</summary>
    public int MostPieces => Between(_steps[0].From, End) + _steps.Length + 1;

    /// <summary>The first day on which nothing is added any more.</summary>
    public LocalDate End => _steps[^1].From;

    /// <summary>What has built up by then.</summary>
    public Rational Total => _steps[^1].Before;

    /// <summary>The amounts that it was made of.</summary>
    public IEnumerable<(LocalDate From, Rational AMonth)> Steps => _steps.SkipLast(1).Select(step => (step.From, step.AMonth));

    /// <summary>How many months there are in [from, end).</summary>
    public static Rational Months(LocalDate from, LocalDate end) => Between(from, end) + Part(end) - Part(from);

    /// <summary>The amounts before a date, and nothing from the end until then.</summary>
    public IEnumerable<(LocalDate From, Rational AMonth)> Until(LocalDate date) => _steps.Where(step => step.From < date).Select(step => (step.From, step.AMonth));

    /// <summary>The amounts from a date on.</summary>
    public IEnumerable<(LocalDate From, Rational AMonth)> Since(LocalDate date) =>
        Steps.Where(step => step.From > date).Prepend((date, _steps.LastOrDefault(step => step.From <= date).AMonth));

    Rational Before(int step, LocalDate from) => step == 0 ? Rational.Zero : At(step - 1, from);

    /// <summary>What has built up by the start of a date.</summary>
    public Rational At(LocalDate date)
    {
        var step = _steps.Length - 1;
        while (step >= 0 && _steps[step].From > date) step--;
        return step < 0 ? Rational.Zero : At(step, date);
    }

    // Months are multiplied out and not added up, since that costs more; to the first of a month they are counted in days of the first month, since whole
    // numbers cost less than fractions.
    Rational At(int holding, LocalDate date)
    {
        ref readonly var step = ref _steps[holding];
        if (date == step.From || step.AMonth.IsZero) return step.Before;
        if (date.Day != 1) return step.Before + step.AMonth * Months(step.From, date);
        var days = Between(step.From, date) * Length(step.From.Year, step.From.Month) - (step.From.Day - 1);
        return (_lines[holding] ??= Line.Of(step.Before, step.FirstDay)).At(days) ?? step.Before + step.FirstDay * days;
    }

    /// <summary>The same in pieces of equal days, for whoever asks what a day adds.</summary>
    public IEnumerable<Cumulative.Piece> Pieces()
    {
        for (var i = 0; i < _steps.Length - 1; i++)
            for (var date = _steps[i].From; date < _steps[i + 1].From; date = date.PlusMonths(1).With(DateAdjusters.StartOfMonth))
                yield return new(date, At(i, date), _steps[i].AMonth / Length(date.Year, date.Month));
        yield return new(End, Total, Rational.Zero);
    }

    /// <summary>An amount and so much a day more, over one denominator: adding two fractions each time costs more. Nothing where words do not hold it.</summary>
    sealed record Line(long Before, long ADay, long Denominator, long MostDays)
    {
        const long Most = long.MaxValue / 2;

        public static Line Of(Rational before, Rational aDay)
        {
            if (!before.TryWords(out var amount, out var below) || !aDay.TryWords(out var each, out var belowEach)) return new(0, 0, 1, -1);
            var shared = Rational.CommonDivisor(below, belowEach);
            var (start, more, under) = (Math.BigMul(amount, belowEach / shared), Math.BigMul(each, below / shared), Math.BigMul(below, belowEach / shared));
            return Int128.Abs(start) > Most || Int128.Abs(more) > Most || under > Most ? new(0, 0, 1, -1)
                : new((long)start, (long)more, (long)under, more == 0 ? Most : (long)((Most - Int128.Abs(start)) / Int128.Abs(more)));
        }

        public Rational? At(int days) => days > MostDays ? null : Rational.OfWords(Before + ADay * days, Denominator);
    }

    static Rational Part(LocalDate date) => (Rational)(date.Day - 1) / Length(date.Year, date.Month);

    static int Between(LocalDate from, LocalDate end) => (end.Year - from.Year) * 12 + end.Month - from.Month;

    static int Length(int year, int month) => CalendarSystem.Iso.GetDaysInMonth(year, month);
}
