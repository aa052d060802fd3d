using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Tests.Terms;

public sealed class LateInterestTests
{
    [Theory]
    [InlineData("{ rate: 9%, basis: act/365 }", 9, InterestBasis.Actual365, 0)]
    [InlineData("{ rate: 0.09, basis: act/360, grace-days: 5 }", 9, InterestBasis.Actual360, 5)]
    [InlineData("{ rate: 1%, basis: month-of-30-days, grace-days: 90 }", 1, InterestBasis.MonthOfThirty, 90)]
    [InlineData("{ rate: 2%, basis: started-month }", 2, InterestBasis.StartedMonth, 0)]
    public void It_reads_as_it_was_written_and_as_it_was_stored(string written, int percent, InterestBasis basis, int grace)
    {
        var terms = Read(written).Value!;
        var stored = Json.Bytes(json => TermsWriter.Write(json, terms));

        Assert.Equal(new LateInterest(percent / 100m, basis, grace), terms.LateInterest);
        Assert.Equal(terms.LateInterest, Node.FromJson(stored).Then(node => TermsReader.Read(node)).Value!.LateInterest);
    }

    [Theory]
    [InlineData("{ basis: act/365 }", RefusalCode.Malformed, "late-interest.rate")]
    [InlineData("{ rate: 101%, basis: act/365 }", RefusalCode.OutOfRange, "late-interest.rate")]
    [InlineData("{ rate: 9%, basis: act/364 }", RefusalCode.Malformed, "late-interest.basis")]
    [InlineData("{ rate: 9%, basis: act/365, grace-days: 91 }", RefusalCode.OutOfRange, "late-interest.grace-days")]
    [InlineData("{ rate: 9%, basis: act/365, grace: 5 }", RefusalCode.Malformed, "late-interest.grace")]
    public void A_fault_names_its_code_field_and_line(string written, RefusalCode code, string field)
    {
        var fault = Assert.Single(Read(written).Faults);

        Assert.Equal((code, field, "6"), (fault.Code, fault.Field, fault.Numbers["line"]));
    }

    [Fact]
    public void Without_it_being_late_costs_nothing() => Assert.Null(Node.FromYaml(Written.Terms).Then(node => TermsReader.Read(node)).Value!.LateInterest);

    static Parsed<Core.Contracts.Terms> Read(string clause) =>
        Node.FromYaml(Written.With("currency: USD\n", $"currency: USD\nlate-interest: {clause}\n")).Then(node => TermsReader.Read(node));
}
