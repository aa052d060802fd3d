using NodaTime;

namespace Headroom.Core.Units;

/// <summary>Amounts a month: what has built up is told by the months that passed, without pieces.</summary>
sealed class MonthlyAmounts
{
    readonly Step[] _steps; // the last is the end, from which nothing is added

    /// <summary>From this date on every month adds so much; <see cref="Step.Before"/> had built up by its start.</summary>
    readonly record struct Step(LocalDate From, Rational Before, Rational AMonth, Rational FirstDay);

    public MonthlyAmounts((LocalDate From, Rational AMonth)[] steps, LocalDate end)
    {
        _steps = new Step[steps.Length + 1];
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
        var since = date.Day != 1 ? step.AMonth * Months(step.From, date)
            : step.FirstDay * (Between(step.From, date) * Length(step.From.Year, step.From.Month) - (step.From.Day - 1));
        return holding == 0 ? since : step.Before + since;
    }

    /// <summary>The same in pieces of equal days, for whoever asks what a day adds.</summary>
    public IEnumerable<Cumulative.Piece> Pieces()
    {
        for (var i = 0; i < _steps.Length - 1; i++)
            for (var date = _steps[i].From; date < _steps[i + 1].From; date = date.PlusMonths(1).With(DateAdjusters.StartOfMonth))
                yield return new(date, At(i, date), _steps[i].AMonth / Length(date.Year, date.Month));
        yield return new(End, Total, Rational.Zero);
    }

    static Rational Part(LocalDate date) => (Rational)(date.Day - 1) / Length(date.Year, date.Month);

    static int Between(LocalDate from, LocalDate end) => (end.Year - from.Year) * 12 + end.Month - from.Month;

    static int Length(int year, int month) => CalendarSystem.Iso.GetDaysInMonth(year, month);
}
