using System.Text;
using FsCheck.Fluent;
using Headroom.Core.Tests;
using Headroom.Formats.Ledgers;
using Headroom.Formats.Scenarios;
using Headroom.Formats.Terms;
using Headroom.Formats.Valuation;
using Headroom.Schedulers.Clusters;

namespace Headroom.Formats.Tests.Schemas;

/// <summary>
/// The schemas in docs/formats and the readers speak of the same documents: whatever a reader accepts its schema accepts, and what a
/// schema can see to be wrong both refuse.
/// </summary>
public sealed class SchemaTests
{
    [Fact]
    public void Every_example_is_accepted_by_its_schema_and_its_reader()
    {
        var examples = Path.Combine(Validator.Root, "examples");
        var documents = Directory.EnumerateFiles(examples, "book.yaml", SearchOption.AllDirectories).Select(path => new Asked("book", File.ReadAllText(path)))
            .Concat(Directory.EnumerateFiles(examples, "*.yaml", SearchOption.AllDirectories).Where(path => path.Contains("/contracts/", StringComparison.Ordinal))
                .Select(path => new Asked("terms", File.ReadAllText(path))))
            .Concat(new[] { "cluster",
                "consent" }.SelectMany(name =>
                    Directory.EnumerateFiles(examples, $"{name}.yaml", SearchOption.AllDirectories).Select(path => new Asked(name, File.ReadAllText(path)))))
            .Concat(Directory.EnumerateFiles(examples, "blocks.yaml", SearchOption.AllDirectories).Select(path => new Asked("say-file", File.ReadAllText(path))))
            .Concat(Directory.EnumerateFiles(examples, "market.yaml", SearchOption.AllDirectories).Select(path => new Asked("market", File.ReadAllText(path)))).ToList();

        Assert.True(documents.Count >= 6);
        AssertAccepted(documents);
    }

    // Law: what the writer writes, which is what the journal stores, is a document of the published format.
    [Fact]
    public void Terms_that_the_writer_writes_are_accepted() =>
        AssertAccepted([.. Any.Terms.Sample(100).Select(terms => new Asked("terms", Encoding.UTF8.GetString(Json.Bytes(json => TermsWriter.Write(json, terms))), IsJson: true))]);

    [Fact]
    public void Other_ways_to_write_the_same_are_accepted() =>
        AssertAccepted([.. Variations.Terms.Select(text => new Asked("terms", text)), .. Variations.Books.Select(text => new Asked("book", text)),
            .. Variations.SaidAlone.Select(text => new Asked("say-file", text)), .. Outlooks.Right.Select(text => new Asked("market", text)),
            .. Clusters.Right.Select(text => new Asked("cluster", text)), .. Clusters.RightConsents.Select(text => new Asked("consent", text)),
            .. AccountMaps.Right.Select(text => new Asked("account-map", text))]);

    [Fact]
    public void What_a_schema_can_see_to_be_wrong_is_refused_by_both()
    {
        List<Asked> documents = [.. Mistakes.Terms.Select(text => new Asked("terms", text)), .. Mistakes.Books.Select(text => new Asked("book", text)),
            .. Outlooks.Wrong.Select(text => new Asked("market", text)),
            .. Clusters.Wrong.Select(text => new Asked("cluster", text)), .. Clusters.WrongConsents.Select(text => new Asked("consent", text)),
            .. AccountMaps.Wrong.Select(text => new Asked("account-map", text))];
        var faults = Validator.Faults(documents);

        Assert.Multiple([.. documents.Zip(faults, (document, found) => (Action)(() =>
        {
            Assert.True(ReadFaults(document).Count > 0, $"The reader accepts:\n{document.Text}");
            Assert.True(found.Length > 0, $"The schema accepts:\n{document.Text}");
        }))]);
    }

    void AssertAccepted(List<Asked> documents)
    {
        var faults = Validator.Faults(documents);

        Assert.Multiple([.. documents.Zip(faults, (document, found) => (Action)(() =>
        {
            Assert.True(ReadFaults(document).Count == 0, $"The reader refuses ({string.Join(" ", ReadFaults(document))}):\n{document.Text}");
            Assert.True(found.Length == 0, $"The schema refuses ({string.Join("; ", found)}):\n{document.Text}");
        }))]);
    }

    static List<string> ReadFaults(Asked document)
    {
        var node = document.IsJson ? Node.FromJson(Encoding.UTF8.GetBytes(document.Text)) : Node.FromYaml(document.Text);
        var faults = document.Schema switch
        {
            "terms" => node.Then(read => TermsReader.Read(read)).Faults,
            "book" => node.Then(Scenario.Read).Faults,
            "cluster" => node.Then(read => ClusterFile.ReadFile(read, "/")).Faults,
            "consent" => node.Then(read =>
                ClusterFile.ReadConsent(read, Core.Units.Slug.Of(System.Text.RegularExpressions.Regex.Match(document.Text, "(?m)^cluster: (\\S+)").Groups[1].Value))).Faults,
            "account-map" => node.Then(AccountMapFormat.Read).Faults,
            "market" => node.Then(read => OutlookReader.Read(read)).Faults,
            _ => node.Then(Scenario.ReadSteps).Faults,
        };
        return [.. faults.Select(fault => $"{fault.Field}: {fault.Says}")];
    }
}
