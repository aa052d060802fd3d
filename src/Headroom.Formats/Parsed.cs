using Headroom.Core.Units;

namespace Headroom.Formats;

/// <summary>What was read, or every fault found on the way.</summary>
public sealed record Parsed<T>
{
    Parsed(T? value, IReadOnlyList<Refusal> faults) => (Value, Faults) = (value, faults);

    /// <summary>The value; null when there are faults.</summary>
    public T? Value { get; }

    /// <summary>The faults in the order of the document; empty when there is a value.</summary>
    public IReadOnlyList<Refusal> Faults { get; }

    public static implicit operator Parsed<T>(T value) => new(value, []);
    public static implicit operator Parsed<T>(Refusal fault) => new(default, [fault]);

    public static Parsed<T> Of(T value, IReadOnlyList<Refusal> faults) => new(faults.Count == 0 ? value : default, faults);

    /// <summary>The value, or the first fault.</summary>
    public bool TryGet(out T value, out Refusal fault)
    {
        (value, fault) = (Value!, Faults.Count > 0 ? Faults[0] : null!);
        return Faults.Count == 0;
    }

    public Parsed<TNext> Then<TNext>(Func<T, Parsed<TNext>> next) => Faults.Count == 0 ? next(Value!) : new(default, Faults);
}
