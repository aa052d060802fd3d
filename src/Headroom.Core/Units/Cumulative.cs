using NodaTime;

namespace Headroom.Core.Units;

/// <summary>
/// Money (or a weight) that builds up over the dates of a contract: what is due, or earned, by the start of each date.
/// Inside a piece every day adds the same exact amount; a dated payment is a piece of one day. Before the first piece it is zero.
/// An amount for a period is the difference of two values, so amounts of adjoining periods always add up to the whole.
/// </summary>
public sealed class Cumulative
{
    // A fee of three years has some forty pieces, of which one invoice asks for a few: they are made as far as somebody looks, and a few beyond,
    // by one thread at a time. What is made stays, so that the same question always has the same answer, and is read without waiting.
    const int Beyond = 3;
    readonly object _making; // what tells without pieces where there is such, else one of its own
    Piece[] _pieces = [];
    volatile int _made; // set after the piece is there, and read before it
    volatile bool _isMade; // there are no more pieces
    IEnumerable<Piece>? _source; // where pieces come from, until the first is made
    IEnumerator<Piece>? _ahead; // and from then on
    int _asked; // the piece that answered last: months are asked for one after another

    readonly int _room; // what grows is copied: where it is known how many pieces there may be, room for them is made at once
    readonly BuiltUpBy? _told; // where what has built up is told sooner than pieces are made

    Cumulative(IEnumerable<Piece> pieces, int atMost = 8) => (_making, _source, _room) = (new(), pieces, atMost);

    Cumulative(BuiltUpBy told, int atMost) => (_making, _told, _room) = (told, told, atMost);

    /// <summary>From this date on every day adds <see cref="PerDay"/>; <see cref="Before"/> had built up by its start.</summary>
    internal readonly record struct Piece(LocalDate From, Rational Before, Rational PerDay);

    /// <summary>Nothing, ever.</summary>
    public static Cumulative Zero { get; } = Daily([]);

    /// <summary>Daily amounts, each from its date until the next; dates strictly ascending. The last one should be zero. Read once, and only as far as is asked for.</summary>
    public static Cumulative Daily(IEnumerable<(LocalDate From, Rational PerDay)> rates) => new(BuiltUp(rates));

    static IEnumerable<Piece> BuiltUp(IEnumerable<(LocalDate From, Rational PerDay)> rates)
    {
        var (last, isFirst) = (default(Piece), true);
        foreach (var (from, perDay) in rates)
        {
            if (!isFirst && from <= last.From) throw new ArgumentException($"Rates ascend by date; {from} follows {last.From}.");
            if (perDay == last.PerDay) continue;
            last = new(from, last.PerDay.IsZero ? last.Before : last.Before + last.PerDay * Days(last.From, from), perDay);
            isFirst = false;
            yield return last;
        }
    }

    /// <summary>Makes one more piece, or finds that there is none. A piece that goes on as the one before it is none of its own.</summary>
    void Next()
    {
        _ahead ??= (_source ?? _told!.Pieces()).GetEnumerator();
        if (!_ahead.MoveNext()) (_ahead, _source, _isMade) = (null, null, true);
        else if (_ahead.Current is var piece && piece.PerDay != (_made == 0 ? Rational.Zero : _pieces[_made - 1].PerDay))
        {
            if (_made == _pieces.Length) Array.Resize(ref _pieces, Math.Max(_room, 2 * _made));
            _pieces[_made] = piece;
            _made++;
        }
    }

    /// <summary>Makes pieces until there are so many, one of them begins after the date, or there are no more; how many there are.</summary>
    int Make(int count, LocalDate through)
    {
        lock (_making)
        {
            while (!_isMade && _made < count && (_made == 0 || _pieces[_made - 1].From <= through)) Next();
            for (var more = 0; !_isMade && more < Beyond; more++) Next();
            return _made;
        }
    }

    /// <summary>Which piece holds on a date; -1 before the first.</summary>
    int Holding(LocalDate date)
    {
        var made = _made;
        if (!_isMade && (made == 0 || _pieces[made - 1].From <= date)) made = Make(int.MaxValue, date);
        else made = _made;
        var (pieces, asked) = (_pieces, _asked);
        var (low, high) = (0, made - 1);
        if (asked <= high && pieces[asked].From <= date)
        {
            low = asked < high && pieces[asked + 1].From <= date ? asked + 1 : asked;
            if (low == high || pieces[low + 1].From > date) high = low;
        }
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (pieces[middle].From <= date) low = middle + 1; else high = middle - 1;
        }
        _asked = Math.Max(0, high);
        return high;
    }

    /// <summary>Whether there are more pieces than so many; those there are stand in their order.</summary>
    bool HasMoreThan(int count)
    {
        if (count >= _made && !_isMade) Make(count + 1, LocalDate.MaxIsoValue);
        return count < _made;
    }

    /// <summary>One amount on one date.</summary>
    public static Cumulative On(LocalDate date, Rational amount) => Daily([(date, amount), (date.PlusDays(1), Rational.Zero)]);

    /// <summary>Amounts on single dates, in any order; those of one date add up.</summary>
    public static Cumulative OnDates(IEnumerable<(LocalDate Date, Rational Amount)> amounts)
    {
        var days = amounts.GroupBy(each => each.Date).OrderBy(day => day.Key)
            .Select(day => (From: day.Key, PerDay: day.Aggregate(Rational.Zero, (sum, each) => sum + each.Amount))).ToList();
        var dates = days.Select(day => day.From).ToHashSet();
        return Daily(days.SelectMany(day => dates.Contains(day.From.PlusDays(1)) ? [day] : new[] { day, (day.From.PlusDays(1), Rational.Zero) }));
    }

    /// <summary>A total spread evenly over the days of [from, end).</summary>
    public static Cumulative Evenly(LocalDate from, LocalDate end, Rational total) =>
        end <= from ? Zero : Daily([(from, total / Days(from, end)), (end, Rational.Zero)]);

    /// <summary>A total spread evenly over the months of [from, end); a part of a month counts by its days over the month's.</summary>
    public static Cumulative ByMonths(LocalDate from, LocalDate end, Rational total) =>
        end <= from || total.IsZero ? Zero : Monthly([(from, total / MonthlyAmounts.Months(from, end))], end);

    /// <summary>A total spread over months by weights, each from its date until the next and the last until <paramref name="end"/>; null when they come to nothing.</summary>
    public static Cumulative? ByMonths(IReadOnlyList<(LocalDate From, Rational Weight)> weights, LocalDate end, Rational total)
    {
        var whole = Rational.Zero;
        for (var i = 0; i < weights.Count; i++) whole += weights[i].Weight * MonthlyAmounts.Months(weights[i].From, i + 1 < weights.Count ? weights[i + 1].From : end);
        if (whole.IsZero) return null;
        var share = total / whole;
        return Monthly([.. weights.Select(step => (step.From, step.Weight * share))], end);
    }

    /// <summary>
    /// An amount a month, from each date until the next and the last of them until <paramref name="end"/>; dates strictly ascending. A part of a month counts by its days over the
    /// month's.
    /// </summary>
    public static Cumulative Monthly(ReadOnlySpan<(LocalDate From, Rational AMonth)> steps, LocalDate end)
    {
        var before = steps;
        while (before.Length > 0 && before[^1].From >= end) before = before[..^1];
        if (before.IsEmpty) return Zero;
        var amounts = new MonthlyAmounts(before, end);
        return new(amounts, amounts.MostPieces);
    }

    /// <summary>What has built up by the start of <paramref name="date"/>, that is over all days before it. Exact.</summary>
    public Rational At(LocalDate date)
    {
        if (_told is not null) return _told.At(date);
        var holding = Holding(date);
        if (holding < 0) return Rational.Zero;
        ref readonly var piece = ref _pieces[holding];
        return piece.From == date ? piece.Before : piece.Before + piece.PerDay * Days(piece.From, date);
    }

    /// <summary>The same rounded to so many decimal digits (0 to 6), half away from zero; sooner than rounding what <see cref="At(LocalDate)"/> tells.</summary>
    public decimal Rounded(LocalDate date, int digits) => _told is not null ? _told.Rounded(date, digits) : At(date).Round(digits);

    /// <summary>What the days of [from, end) add. Exact.</summary>
    public Rational Over(LocalDate from, LocalDate end) => At(end) - At(from);

    /// <summary>
    /// The rounded amount of [from, end): the difference of the rounded cumulative amounts, so that parts add up to the rounded whole.
    /// </summary>
    public decimal Amount(LocalDate from, LocalDate end, int digits) => Rounded(end, digits) - Rounded(from, digits);

    /// <summary>What there will have been when nothing more builds up; only for those whose last daily amount is zero.</summary>
    public Rational Total => InMonths is { } months ? months.Total : Holding(LocalDate.MaxIsoValue) is var last && last < 0 ? Rational.Zero
        : _pieces[last].PerDay.IsZero ? _pieces[last].Before
        : throw new InvalidOperationException("This amount builds up for ever and has no total.");

    /// <summary>The same until <paramref name="end"/>, and nothing more from then on.</summary>
    public Cumulative CutAt(LocalDate end) => Splice(end, Zero);

    /// <summary>Only what builds up from <paramref name="from"/> on.</summary>
    public Cumulative From(LocalDate from) => Zero.Splice(from, this);

    /// <summary>Only the daily amounts of [from, end), put on as many days from <paramref name="to"/> on.</summary>
    public Cumulative Moved(LocalDate from, LocalDate end, LocalDate to) => end <= from ? Zero : Daily(
        Changes.Where(date => date > from && date < end).Prepend(from).Select(date => (to.PlusDays(Days(from, date)), PerDayOn(date)))
        .Append((to.PlusDays(Days(from, end)), Rational.Zero)));

    /// <summary>The daily amounts of this until <paramref name="from"/> and of <paramref name="next"/> from then on.</summary>
    public Cumulative Splice(LocalDate from, Cumulative next) => InMonths is { } mine && next.InMonths is { } theirs
        ? Monthly([.. mine.Until(from), .. theirs.Since(from)], LocalDate.Max(from, theirs.End))
        : InMonths is { } cut && ReferenceEquals(next, Zero) ? Monthly([.. cut.Steps], LocalDate.Min(cut.End, from))
        // Not of what is joint itself: of many versions the pieces tell sooner.
        : IsJoint || next.IsJoint ? new(Spliced(from, next), MostOf(next)) : new(new Joint(this, from, next), MostOf(next));

    int MostOf(Cumulative next) => Math.Max(_room, next._room) + 1;

    MonthlyAmounts? InMonths => _told as MonthlyAmounts;

    bool IsJoint => _told is Joint;

    IEnumerable<Piece> Spliced(LocalDate from, Cumulative next)
    {
        for (var i = 0; HasMoreThan(i) && _pieces[i].From < from; i++) yield return _pieces[i];
        var before = At(from);
        var more = before - next.At(from);
        yield return new(from, before, next.PerDayOn(from));
        for (var i = Math.Max(0, next.Holding(from)); next.HasMoreThan(i); i++)
            if (next._pieces[i] is var piece && piece.From > from) yield return more.IsZero ? piece : piece with { Before = piece.Before + more };
    }

    public static Cumulative operator +(Cumulative a, Cumulative b) => a.Combine(b, (x, y) => x + y);
    public static Cumulative operator -(Cumulative a, Cumulative b) => a.Combine(b, (x, y) => x - y);

    /// <summary>Each day's amount times a factor that changes on dates (1 before the first): a fee cut to the share delivered.</summary>
    public Cumulative Scale(IReadOnlyList<(LocalDate From, Rational Factor)> factors)
    {
        Rational FactorOn(LocalDate date) => factors.LastOrDefault(step => step.From <= date, (From: date, Factor: Rational.One)).Factor;
        return Daily(Dates(factors.Select(step => step.From).Distinct().Order()).Select(date => (date, PerDayOn(date) * FactorOn(date))));
    }

    /// <summary>The amount that a date itself adds.</summary>
    public Rational PerDayOn(LocalDate date) => Holding(date) is var holding && holding < 0 ? Rational.Zero : _pieces[holding].PerDay;

    /// <summary>The dates on which the daily amount changes, ascending.</summary>
    public IEnumerable<LocalDate> Changes => Rates().Select(rate => rate.From);

    IEnumerable<(LocalDate From, Rational PerDay)> Rates()
    {
        for (var i = 0; HasMoreThan(i); i++) yield return (_pieces[i].From, _pieces[i].PerDay);
    }

    Cumulative Combine(Cumulative other, Func<Rational, Rational, Rational> combine) => Daily(Merged(other, combine));

    /// <summary>The daily amounts of both, combined where either changes; asked for one after another.</summary>
    IEnumerable<(LocalDate From, Rational PerDay)> Merged(Cumulative other, Func<Rational, Rational, Rational> combine)
    {
        using var mine = Rates().GetEnumerator();
        using var theirs = other.Rates().GetEnumerator();
        var (one, more, a, b) = (mine.MoveNext(), theirs.MoveNext(), Rational.Zero, Rational.Zero);
        while (one || more)
        {
            var next = one && (!more || mine.Current.From <= theirs.Current.From) ? mine.Current.From : theirs.Current.From;
            if (one && mine.Current.From == next) (a, one) = (mine.Current.PerDay, mine.MoveNext());
            if (more && theirs.Current.From == next) (b, more) = (theirs.Current.PerDay, theirs.MoveNext());
            yield return (next, combine(a, b));
        }
    }

    /// <summary>Its own changes and other ascending dates, each once, ascending; asked for one after another.</summary>
    IEnumerable<LocalDate> Dates(IEnumerable<LocalDate> others)
    {
        using var mine = Changes.GetEnumerator();
        using var theirs = others.GetEnumerator();
        var (one, other) = (mine.MoveNext(), theirs.MoveNext());
        while (one || other)
        {
            var next = one && (!other || mine.Current <= theirs.Current) ? mine.Current : theirs.Current;
            yield return next;
            if (one && mine.Current == next) one = mine.MoveNext();
            if (other && theirs.Current == next) other = theirs.MoveNext();
        }
    }

    static int Days(LocalDate from, LocalDate end) => Period.DaysBetween(from, end);

    /// <summary>What tells how much has built up without pieces.</summary>
    internal abstract class BuiltUpBy
    {
        public abstract Rational At(LocalDate date);

        public virtual decimal Rounded(LocalDate date, int digits) => At(date).Round(digits);

        /// <summary>The same in pieces of equal days, for whoever asks what a day adds.</summary>
        public abstract IEnumerable<Piece> Pieces();
    }

    /// <summary>One until a date and another from then on: what has built up is told by the two, without pieces of its own.</summary>
    sealed class Joint(Cumulative until, LocalDate from, Cumulative then) : BuiltUpBy
    {
        sealed record Step(Rational More);

        Step? _step; // read and written whole, as a reference

        Rational More => (_step ??= new(until.At(from) - then.At(from))).More;

        public override Rational At(LocalDate date) => date <= from ? until.At(date) : More is { IsZero: false } more ? then.At(date) + more : then.At(date);

        public override decimal Rounded(LocalDate date, int digits) =>
            date <= from ? until.Rounded(date, digits) : More.IsZero ? then.Rounded(date, digits) : At(date).Round(digits);

        public override IEnumerable<Piece> Pieces() => until.Spliced(from, then);
    }
}
