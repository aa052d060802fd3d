namespace Headroom.Core.Units;

/// <summary>A currency by its ISO 4217 code and the digits of its minor unit, which is where amounts are rounded.</summary>
public sealed record Currency
{
    static readonly Dictionary<string, Currency> Known = new[]
    {
        ("USD", 2), ("EUR", 2), ("GBP", 2), ("CHF", 2), ("CAD", 2), ("AUD", 2), ("SEK", 2), ("NOK", 2), ("DKK", 2), ("SGD", 2),
        ("INR", 2), ("CNY", 2), ("BRL", 2), ("MXN", 2), ("AED", 2), ("SAR", 2), ("ILS", 2), ("PLN", 2),
        ("JPY", 0), ("KRW", 0), ("KWD", 3), ("BHD", 3),
    }.ToDictionary(entry => entry.Item1, entry => new Currency(entry.Item1, entry.Item2));

    Currency(string code, int digits) => (Code, Digits) = (code, digits);

    public string Code { get; }

    /// <summary>Decimal digits of the minor unit: 2 for dollars, 0 for yen.</summary>
    public int Digits { get; }

    public static Currency Usd { get; } = Known["USD"];

    /// <summary>The currency of a code, or null when it is not one that this product knows.</summary>
    public static Currency? Of(string code) => Known.GetValueOrDefault(code);

    /// <summary>All codes known, in order, for messages.</summary>
    public static string Codes => string.Join(", ", Known.Keys.Order());

    /// <summary>An agreed amount with the digits of the minor unit, and with further ones where it has them, since nothing agreed is rounded: 1,000.00, 0.0125.</summary>
    public string Agreed(decimal amount) =>
        amount.ToString($"#,##0.{new string('0', Digits)}############", System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString() => Code;
}

/// <summary>An amount in one currency. Amounts add only to their own currency; mixing them is a bug and throws.</summary>
public readonly record struct Money(decimal Amount, Currency Currency)
{
    /// <summary>The most that one figure of input may say: a quadrillion.</summary>
    public const decimal Most = 1_000_000_000_000_000m;

    public static Money operator +(Money a, Money b) => new(a.Amount + b.Same(a).Amount, a.Currency);
    public static Money operator -(Money a, Money b) => new(a.Amount - b.Same(a).Amount, a.Currency);
    public static Money operator -(Money a) => new(-a.Amount, a.Currency);

    public override string ToString() => $"{Amount.ToString("N" + Currency.Digits, System.Globalization.CultureInfo.InvariantCulture)} {Currency}";

    Money Same(Money other) => Currency == other.Currency ? this
        : throw new InvalidOperationException($"{Currency} does not add to {other.Currency}: a dated rate must be stated first.");
}
