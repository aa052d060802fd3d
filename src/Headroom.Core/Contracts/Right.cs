using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>What a clause lets one party do that the other must bear, as it stands on a date.</summary>
/// <param name="Clause">The clause's name.</param>
/// <param name="By">The side that holds it; either when each does.</param>
/// <param name="From">The first day on which it may be used; null for no such day: from the signature on, or once something has happened that is told.</param>
/// <param name="Through">The last; null for as long as the contract is served.</param>
/// <param name="Does">What it would do if it were used on the date, or as soon after as it may be; a clause of a sentence.</param>
public sealed record Right(string Clause, RightKind Kind, Side By, LocalDate? From, LocalDate? Through, string Does)
{
    /// <summary>Who holds it in the place of a side, such as a guarantor; null for the side.</summary>
    public Slug? Party { get; init; }

    /// <summary>The most GPUs that it binds; null where it binds none, or all there are.</summary>
    public Gpus? Gpus { get; init; }

    /// <summary>The money that it binds or moves, in the currency of the terms; null where none can be told.</summary>
    public decimal? Amount { get; init; }

    /// <summary>What <see cref="Amount"/> is an amount of.</summary>
    public AmountOf AmountOf { get; init; }

    /// <summary>Whether it lies inside its days on a date.</summary>
    public bool IsOpen(LocalDate on) => !(on < From) && !(on > Through);
}

/// <summary>What kind of right a party holds.</summary>
public enum RightKind { Notice, Termination, ChangeOfControl, Extension, FirstRefusal, FirstOffer, MostFavouredPrice, Put, PartialRelease, Pause, Reclaim, Substitution, StepIn }
