using System.Collections.Immutable;

namespace Headroom.Core.Units;

/// <summary>
/// Why something was not done: a code for programs, the field at fault, a sentence for people and the numbers that prove it.
/// A refusal is a value; nothing was written. Exceptions are kept for bugs and broken machines.
/// </summary>
/// <param name="Code">What kind of refusal.</param>
/// <param name="Field">Path of the input at fault, such as <c>legs[0].steps[1].from</c>.</param>
/// <param name="Says">One sentence: the value, and what would be right.</param>
public sealed record Refusal(RefusalCode Code, string Field, string Says)
{
    /// <summary>The figures that prove it, by name, as invariant text with their unit in the name.</summary>
    public ImmutableSortedDictionary<string, string> Numbers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>This refusal with one more figure.</summary>
    public Refusal With(string name, object value) =>
        this with { Numbers = Numbers.SetItem(name, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "") };

    /// <summary>The same fault, seen from the document that holds this one.</summary>
    public Refusal Under(string prefix) => this with { Field = Field.Length == 0 ? prefix : $"{prefix}.{Field}" };
}

/// <summary>Kinds of refusal, in order of precedence: when several hold, the first is reported first.</summary>
public enum RefusalCode
{
    /// <summary>The input cannot be read: broken syntax, missing or unknown field, wrong kind of value.</summary>
    Malformed,
    /// <summary>A value is of the right kind and out of its bounds.</summary>
    OutOfRange,
    /// <summary>A unit, currency or time zone that is not known.</summary>
    UnknownUnit,
    /// <summary>An id that the book does not hold.</summary>
    NotFound,
    /// <summary>An id that is taken.</summary>
    AlreadyExists,
    /// <summary>An idempotency key seen before with other input.</summary>
    KeyReused,
    /// <summary>Dates upside down or outside what they must lie in.</summary>
    DatesUpsideDown,
    /// <summary>A real book does not accept what has not happened yet.</summary>
    InTheFuture,
    /// <summary>The clauses of the terms contradict each other.</summary>
    InvalidTerms,
    /// <summary>A later amendment stands in the way and is not named as superseded.</summary>
    Superseded,
    /// <summary>A quote that expired, was withdrawn, declined or replaced, or has been signed.</summary>
    QuoteNotOpen,
    /// <summary>The terms signed are not those of the quote that is named, and it was not said that they depart from it.</summary>
    TermsDiffer,
    /// <summary>A contract that was closed takes nothing more.</summary>
    ContractClosed,
    /// <summary>A contract that is still served, unbilled, unpaid or not handed back cannot be closed.</summary>
    ContractOpen,
    /// <summary>Notice inside a lock-in, by a side that has no right, or too late to matter.</summary>
    NoticeNotAllowed,
    /// <summary>A posting to a month that is closed, or a second close.</summary>
    MonthClosed,
    /// <summary>A month that is not over in every zone, or not the next to close.</summary>
    MonthOpen,
    /// <summary>A step of the close that the policy demands is not done, or not reviewed.</summary>
    StepMissing,
    /// <summary>Who reviews a step is the one who prepared it.</summary>
    NotIndependent,
    /// <summary>Nothing is there to be done: nothing is due, or nothing is left of it.</summary>
    NothingDue,
    /// <summary>A value that a clause follows is not published yet.</summary>
    IndexMissing,
    /// <summary>A payment above what is open, or of another currency.</summary>
    PaymentMismatch,
    /// <summary>A credit above what is left of a line, or on a line that has nothing to credit.</summary>
    NotCreditable,
    /// <summary>A dispute above what is left of a line, or one that has ended; or one that stands in the way.</summary>
    NotDisputable,
    /// <summary>An invoice that does not count any more.</summary>
    InvoiceVoid,
    /// <summary>Capacity on which another party has the right of first refusal, and was not offered it or may still take it.</summary>
    FirstRefusal,
    /// <summary>Committed above planned supply at some instant of the stated term: sold twice.</summary>
    Oversold,
    /// <summary>Own products would fall short with more than the stated risk.</summary>
    OwnDemandCrowdedOut,
    /// <summary>Beyond a limit of the policy on what may be sold, for how long or to whom.</summary>
    PolicyLimit,
    /// <summary>The head kept moving; try again.</summary>
    Busy,
    /// <summary>Larger than the stated limit.</summary>
    TooLarge,
}
