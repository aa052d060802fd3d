using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Formats.Tests.Terms;

public sealed class VariantsTests
{
    static readonly Core.Contracts.Terms Half = Read(null), Inferred = Read("inferred");

    static Core.Contracts.Terms Read(string? variant) =>
        Parsed(File.ReadAllText(Path.Combine(Schemas.Validator.Root, "examples", "colossus", "contracts", "anthropic.yaml")), variant);

    static Core.Contracts.Terms Parsed(string yaml, string? variant) => Node.FromYaml(yaml).Then(node => TermsReader.Read(node, variant)).Value!;

    // Law: terms under a variant are the terms that the file makes under it.
    [Fact]
    public void The_variant_put_into_stored_terms_is_the_variant_read_from_the_file()
    {
        Assert.Equal(Text(Inferred), Text(Variants.Of(Half, "inferred").Value!));
        Assert.Equal(Text(Half), Text(Variants.Of(Inferred, "half").Value!));
        Assert.Equal(["legs[1].steps[0].amount"], Half.Assumptions[0].At);
    }

    [Fact]
    public void A_value_that_was_changed_since_takes_no_variant()
    {
        var changed = Half with { Legs = [.. Half.Legs.Select(leg => leg is Monthly ? Fee((Start, 1m), (Day(2026, 7, 1), 2m)) : leg)] };

        Assert.Equal((RefusalCode.NotFound, "variant"), Assert.Single(Variants.Of(changed, "inferred").Faults) is var fault ? (fault.Code, fault.Field) : default);
    }

    [Fact]
    public void Facts_without_such_a_variant_are_refused()
    {
        Fact[] facts = [new(1, Instant.FromUtc(2026, 4, 20, 0, 0), Us, new ContractSigned(Half))];

        Assert.Equal(761_865_000m, ((Monthly)((ContractSigned)Variants.Of(facts, "inferred").Value![0].Body).Terms.Legs[1]).Steps[0].Amount);
        Assert.Equal("variant", Assert.Single(Variants.Of(facts, "third").Faults).Field);
    }

    static string Text(Core.Contracts.Terms terms) => Written.Text(Json.Bytes(json => TermsWriter.Write(json, terms)));
}
