using System.Linq;
using System.Text;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Formats.Banking;

namespace Headroom.Formats.Tests.Banking;

public sealed class StatementCsvTests
{
    const string Header = "date,amount,currency,reference,remittance,payer\n";

    [Fact]
    public void Rows_are_lines_with_their_place()
    {
        var read = Read(Header + "2026-07-01,625000000.00,USD,B1,\"for INV-0000001, thanks\",cust-a\n2026-07-02,-12.50,EUR,B2,,\n").Value!;

        Assert.Equal(new BankLine("line 2", new(2026, 7, 1), 625_000_000m, "USD", "B1", "for INV-0000001, thanks") { Counterparty = "cust-a" }, read.Lines[0]);
        Assert.Equal((-12.50m, "EUR", ""), (read.Lines[1].Amount, read.Lines[1].Currency, read.Lines[1].Counterparty));
        Assert.Single(Read("\uFEFFcurrency,date,amount\nUSD,2026-07-01,1\n").Value!.Lines);
        Assert.Equal(1.5m, Read("date;amount;currency\n2026-07-01;1.50;USD\n").Value!.Lines.Single().Amount);
    }

    // Law by example: the reference made of the content is the same in every file, whatever else stands there, and tells equal rows apart.
    [Fact]
    public void Rows_without_a_reference_bear_one_made_of_what_they_say()
    {
        var one = Read(Header + "2026-07-01,5,USD,,x,a\n2026-07-01,5.00,USD,,x,a\n2026-07-01,6,USD,,x,a\n").Value!.Lines;
        var other = Read(Header + "2026-06-01,9,USD,,y,b\n2026-07-01,6,USD,,x,a\n2026-07-01,5,USD,,x,a\n").Value!.Lines;

        Assert.Equal(3, one.Select(line => line.Reference).Distinct().Count());
        Assert.Equal((one[2].Reference, one[0].Reference), (other[1].Reference, other[2].Reference));
    }

    [Theory]
    [InlineData("1 July 2026,1,USD,,,", "date", 2)]
    [InlineData("9999-01-01,1,USD,,,", "date", 2)]
    [InlineData("2026-07-01,0,USD,,,", "amount", 2)]
    [InlineData("2026-07-01,1e9,USD,,,", "amount", 2)]
    [InlineData("2026-07-01,\"1,50\",USD,,,", "amount", 2)]
    [InlineData("2026-07-01,NaN,USD,,,", "amount", 2)]
    [InlineData("2026-07-01,9999999999999999,USD,,,", "amount", 2)]
    [InlineData("2026-07-01,1,dollars,,,", "currency", 2)]
    [InlineData("2026-07-01,1,USD,B1,,\n2026-07-01,2,USD,B1,,", "reference", 3)]
    public void A_row_at_fault_is_named_by_field_and_line(string rows, string field, int line)
    {
        var fault = Read(Header + rows).Faults.Single();

        Assert.Equal((RefusalCode.Malformed, field, $"{line}"), (fault.Code, fault.Field, fault.Numbers["line"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Header)]
    [InlineData("date,amount\n2026-07-01,1\n")]
    [InlineData("date,amount,currency,balance\n2026-07-01,1,USD,5\n")]
    [InlineData(Header + "2026-07-01,1,USD\n")]
    [InlineData(Header + "\"unclosed")]
    public void What_is_no_statement_is_refused(string text) => Assert.Single(Read(text).Faults);

    [Fact]
    public void Wrong_encoding_and_too_much_are_refused()
    {
        Assert.Equal("file", BankStatements.Read([.. Encoding.ASCII.GetBytes(Header + "2026-07-01,1,USD,,caf"), 0xe9, 0x0a], isXml: false).Faults.Single().Field);
        Assert.Equal("file", Read(Header + string.Concat(Enumerable.Repeat("2026-07-01,1,USD,,,\n", BankStatements.MostLines + 1))).Faults.Single().Field);
        Assert.Equal("remittance", Read(Header + $"2026-07-01,1,USD,,{new string('x', 5000)},\n").Faults.Single().Field);
        Assert.Single(Read(Header + $"2026-07-01,1,USD,,{new string('x', 50_000)},\n").Faults);
    }

    static Parsed<BankStatement> Read(string text) => BankStatements.Read(Encoding.UTF8.GetBytes(text), isXml: false);
}
