using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>What is earned on a date under a charge and what is paid ahead for it (negative where what was paid ahead is used up).</summary>
readonly record struct PaidAhead(LocalDate Date, Rational Earned, Rational Ahead)
{
    /// <summary>The charge under which money paid ahead of use is invoiced and taken off again.</summary>
    public static string NameOf(string charge) => $"{charge} paid ahead";

    /// <summary>The name is billed too, so no other leg may bear it.</summary>
    public static IEnumerable<Refusal> Check(string charge, Terms terms)
    {
        if (terms.Legs.Any(leg => leg.IsCharge && leg.Name == NameOf(charge)))
            yield return new Refusal(RefusalCode.InvalidTerms, "", $"'{NameOf(charge)}' is the name under which '{charge}' bills what is paid ahead; another leg bears it.");
    }

    /// <summary>
    /// A schedule with both charges. Whatever terms before an amendment held paid ahead and these do not know of is earned on the last day, so that
    /// what was paid ahead always comes to nothing in the end.
    /// </summary>
    public static Schedule Onto(Schedule below, string charge, IReadOnlyCollection<PaidAhead> entries, LocalDate last, Setting setting)
    {
        var ahead = Cumulative.OnDates(entries.Select(entry => (entry.Date, entry.Ahead)));
        var unknown = setting.Earlier is { } earlier && earlier.Until <= last
            ? earlier.Over(NameOf(charge), setting.Terms.From, earlier.Until) - ahead.Over(setting.Terms.From, earlier.Until) : Rational.Zero;
        var earned = Cumulative.OnDates(entries.Select(entry => (entry.Date, entry.Earned)).Append((last, unknown)));
        return below + new Charge(charge, earned, IsVariable: true)
            + new Charge(NameOf(charge), ahead - Cumulative.On(last, unknown), IsMeans: true);
    }
}
