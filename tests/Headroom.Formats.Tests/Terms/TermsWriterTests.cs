using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Tests;
using Headroom.Formats.Terms;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Formats.Tests.Terms;

using Terms = Headroom.Core.Contracts.Terms;

public sealed class TermsWriterTests
{
    // Law: what is written reads back as terms from which the same follows, and writes the same bytes.
    [Fact]
    public void Written_terms_resolve_to_the_same_schedule_when_read_again() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Any.Date.ToArbitrary(), Any.Date.ToArbitrary(), (terms, date, through) =>
        {
            var read = Again(terms);
            var (before, after) = (terms.Resolve(new Observations(through, [])), read.Resolve(new Observations(through, [])));
            return Bytes(read).AsSpan().SequenceEqual(Bytes(terms)) && before.Due.At(date) == after.Due.At(date) && before.Due.Total == after.Due.Total
                && before.ReservedInAll.Equals(after.ReservedInAll) && before.Capacity.SequenceEqual(after.Capacity) && terms.Exits.SequenceEqual(read.Exits);
        }).Check(Laws.Seeded);

    [Fact]
    public void YAML_reads_what_JSON_says() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), terms =>
            Node.FromYaml(Written.Text(Bytes(terms))).Then(node => TermsReader.Read(node)) is { Value: { } read } && Bytes(read).AsSpan().SequenceEqual(Bytes(terms)))
            .Check(Laws.Seeded);

    [Fact]
    public void Assumptions_are_resolved_and_kept_with_the_variant_in_force()
    {
        var terms = Node.FromYaml(Written.Terms).Then(node => TermsReader.Read(node, "inferred")).Value!;
        var text = Written.Text(Bytes(terms));

        Assert.Contains("\"amount\":761865000}", text);
        Assert.Contains("\"use\":\"inferred\"", text);
        Assert.Contains("\"notice-from\":\"2026-08-01\"", text);
        Assert.Equal(text, Written.Text(Bytes(Again(terms))));
    }

    [Fact]
    public void Amounts_keep_their_digits()
    {
        var fee = With(Fee((Start, 0.0000001m), (Day(2026, 6, 1), 100.10m)));

        Assert.Contains("\"amount\":0.0000001}", Written.Text(Bytes(fee)));
        Assert.Contains("\"amount\":100.10}", Written.Text(Bytes(Again(fee))));
    }

    static byte[] Bytes(Terms terms) => Json.Bytes(json => TermsWriter.Write(json, terms));

    static Terms Again(Terms terms) => Node.FromJson(Bytes(terms)).Then(node => TermsReader.Read(node)) is { Faults.Count: 0 } read ? read.Value!
        : throw new InvalidOperationException(string.Join("\n", Node.FromJson(Bytes(terms)).Then(node => TermsReader.Read(node)).Faults));
}
