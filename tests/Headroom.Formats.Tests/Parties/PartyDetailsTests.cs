using Headroom.Core.Units;
using Headroom.Formats.Parties;

namespace Headroom.Formats.Tests.Parties;

public sealed class PartyDetailsTests
{
    const string Full = """
        legal-name: Example Computing Inc.
        address: [100 Sample Avenue, "Springfield, NY 00000"]
        tax-number: 00-0000001
        invoices-to: invoices@customer.example
        pay-to: { bank: Example Bank, iban: zz26 TEST 0000 0000 0000 01, bic: testzz22xxx, reference: CUST 7 }
        """;

    [Theory]
    [InlineData(Full)]
    [InlineData("tax-number: 1")]
    [InlineData("pay-to: { bank: Bank, account: 0001-2, routing: 000000000 }")]
    public void What_is_written_reads_as_the_same(string text)
    {
        var details = Read(text).Value!;
        var bytes = Bytes(details);

        Assert.Equal(bytes, Bytes(Node.FromJson(bytes).Then(PartyDetails.Read).Value!));
    }

    [Fact]
    public void An_account_stands_without_spaces_and_in_capitals() =>
    Assert.Equal(("ZZ26TEST00000000000001", "TESTZZ22XXX"), Read(Full).Value!.PayTo is { } pay ? (pay.Iban, pay.Bic) : default);

    // ISO 13616 gives GB82 WEST 1234 5698 7654 32 as an example; one digit off or two exchanged are found.
    [Theory]
    [InlineData("GB82 WEST 1234 5698 7654 32", true)]
    [InlineData("GB82 WEST 1234 5698 7654 33", false)]
    [InlineData("GB82 WEST 1234 5698 7645 32", false)]
    [InlineData("GB82", false)]
    [InlineData("82GB WEST 1234 5698 7654 32", false)]
    public void The_check_digits_of_an_account_must_hold(string iban, bool holds) =>
        Assert.Equal(holds, Read($"pay-to: {{ bank: Bank, iban: {iban} }}").Faults.Count == 0);

    [Theory]
    [InlineData("{}", "")]
    [InlineData("legal-name: ''", "legal-name")]
    [InlineData("legal-name: \"two\\nlines\"", "legal-name")]
    [InlineData("phone: 1", "phone")]
    [InlineData("address: [1, 2, 3, 4, 5, 6, 7]", "address")]
    [InlineData("address: [' ']", "address")]
    [InlineData("invoices-to: nobody", "invoices-to")]
    [InlineData("invoices-to: a b@c", "invoices-to")]
    [InlineData("invoices-to: a@b@c", "invoices-to")]
    [InlineData("pay-to: { iban: ZZ26TEST00000000000001 }", "pay-to.bank")]
    [InlineData("pay-to: { bank: Bank }", "pay-to.iban")]
    [InlineData("pay-to: { bank: Bank, iban: ZZ26TEST00000000000001, account: 1 }", "pay-to.iban")]
    [InlineData("pay-to: { bank: Bank, account: 1, bic: TEST1234 }", "pay-to.bic")]
    public void A_fault_names_its_field(string text, string field) => Assert.Contains(Read(text).Faults, fault => fault.Field == field);

    [Theory]
    [InlineData("legal-name", 200)]
    [InlineData("tax-number", 40)]
    public void A_text_has_a_longest(string field, int most)
    {
        Assert.Empty(Read($"{field}: {new string('x', most)}").Faults);
        Assert.Contains(RefusalCode.TooLarge, Read($"{field}: {new string('x', most + 1)}").Faults.Select(fault => fault.Code));
    }

    static Parsed<PartyDetails> Read(string text) => Node.FromYaml(text).Then(PartyDetails.Read);

    static byte[] Bytes(PartyDetails details) => Json.Bytes(json => json.Map(() => details.Write(json)));
}
