using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Units;

namespace Headroom.Core.Tests.Units;

public sealed class CurrencyTests
{
    // Law: amounts of one currency add as numbers; of two currencies not at all.
    [Fact]
    public void Money_adds_only_to_its_own_currency() =>
        Prop.ForAll(Any.Fee.ToArbitrary(), Any.Fee.ToArbitrary(), (a, b) =>
        {
            var (dollars, more) = (new Money(a, Currency.Usd), new Money(b, Currency.Usd));
            return (dollars + more - more, -dollars) == (dollars, new Money(-a, Currency.Usd));
        }).Check(Laws.Seeded);

    [Fact]
    public void Dollars_and_euros_are_never_summed()
    {
        var (dollars, euros) = (new Money(1, Currency.Usd), new Money(1, Currency.Of("EUR")!));

        Assert.Throws<InvalidOperationException>(() => dollars + euros);
        Assert.Throws<InvalidOperationException>(() => dollars - euros);
    }

    [Theory]
    [InlineData("USD", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    public void A_currency_knows_the_digits_of_its_minor_unit(string code, int digits) => Assert.Equal(digits, Currency.Of(code)!.Digits);

    [Fact]
    public void Codes_that_are_not_known_give_no_currency_and_messages_list_the_known()
    {
        Assert.Null(Currency.Of("XXX"));
        Assert.Null(Currency.Of("usd"));
        Assert.Contains("EUR", Currency.Codes);
    }

    // What was agreed is not rounded where it is told: a fee may be finer than the minor unit.
    [Theory]
    [InlineData("JPY", "60000001.5", "60,000,001.5")]
    [InlineData("JPY", "60000001", "60,000,001")]
    [InlineData("KWD", "30000.125", "30,000.125")]
    [InlineData("KWD", "30000.1255", "30,000.1255")]
    [InlineData("USD", "1000", "1,000.00")]
    public void What_was_agreed_prints_with_all_its_digits(string code, string amount, string text) =>
        Assert.Equal(text, Currency.Of(code)!.Agreed(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Amounts_print_with_their_digits_and_code()
    {
        Assert.Equal("1,250,000,000.00 USD", new Money(1_250_000_000, Currency.Usd).ToString());
        Assert.Equal("1,250 JPY", new Money(1250, Currency.Of("JPY")!).ToString());
    }
}
