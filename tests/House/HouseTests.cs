using Headroom.House.Rules;
using Microsoft.CodeAnalysis.CSharp;

namespace Headroom.House;

/// <summary>The rules of the house, over this repository. RulesTests show that each of them can fail.</summary>
public sealed class HouseTests(Repository repository) : IClassFixture<Repository>
{
    [Fact]
    public void A_file_of_Core_names_only_types_of_its_own_floor_and_below() => Holds(OverBoundCore(Floors.Check));

    [Fact]
    public void Core_uses_no_clock_disk_network_or_thread() => Holds(OverBoundCore(Purity.ImpureTypes));

    [Fact]
    public void Core_references_only_NodaTime() => Holds(Purity.References(repository.CoreProject));

    [Fact]
    public void Core_waits_for_nothing() => Holds(repository.CoreSource.SelectMany(Purity.Async));

    [Fact]
    public void Core_has_no_static_state() => Holds(repository.CoreSource.SelectMany(Purity.MutableStatics));

    [Fact]
    public void Nothing_calls_an_ambient_clock_chance_or_a_second_rounding() => Holds(repository.Source.SelectMany(BannedCalls.Check));

    [Fact]
    public void No_money_is_a_floating_point_number() => Holds(repository.Source.SelectMany(FloatingMoney.Check));

    [Fact]
    public void Files_are_short()
    {
        Report("lines of a source file", repository.Source.Select(file => file.Lines));
        Report("lines of a test file", repository.Tests.Select(file => file.Lines));
        Holds(repository.Source.SelectMany(file => Sizes.LongFile(file, Policy.LinesOfASourceFile))
            .Concat(repository.Tests.SelectMany(file => Sizes.LongFile(file, Policy.LinesOfATestFile))));
    }

    [Fact]
    public void Lines_fit_a_screen() => Holds(repository.Source.Concat(repository.Tests).SelectMany(Sizes.LongLines));

    [Fact]
    public void Methods_fit_a_screen()
    {
        Report("lines of a method's body", repository.Source.SelectMany(Sizes.Methods).Select(method => method.Lines));
        Holds(repository.Source.SelectMany(Sizes.LongMethods));
    }

    [Fact]
    public void Inheritance_is_no_deeper_than_one() => Holds(Sizes.DeepTypes(repository.Source));

    [Fact]
    public void Types_are_sealed_abstract_or_static() => Holds(Shapes.OpenTypes(repository.Source));

    [Fact]
    public void Types_are_named_in_the_words_of_the_field() => Holds(repository.Source.SelectMany(Shapes.EmptyNames));

    [Fact]
    public void Every_public_type_of_Core_says_what_it_is() => Holds(Shapes.UnexplainedTypes(repository.CoreSource));

    [Fact]
    public void The_closed_sets_of_Core_are_closed() => Holds(Shapes.OpenSets(repository.Source));

    [Fact]
    public void Every_type_is_used_by_another_file() => Holds(DeadTypes.Check(repository.Source, repository.Tests, repository.Templates));

    [Fact]
    public void Public_behaviour_of_Core_has_a_test_file_at_the_same_place() =>
        Holds(Mirror.Check(repository.CoreSource, repository.Tests.Select(file => file.Path)));

    [Fact]
    public void No_file_holds_a_path_of_one_machine() => Holds(repository.Texts.SelectMany(Texts.ForeignPaths));

    [Fact]
    public void No_file_names_the_host_of_a_package_registry() => Holds(repository.Texts.SelectMany(Texts.Hosts));

    [Fact]
    public void No_file_says_how_the_project_is_made() => Holds(repository.Texts.SelectMany(Texts.Making));

    [Fact]
    public void Nothing_in_the_sources_is_marked_unfinished() => Holds(repository.Texts.SelectMany(Texts.Unfinished));

    [Fact]
    public void The_first_screen_of_the_README_shows_how_to_start_and_to_test() =>
        Holds(Texts.FirstScreen(repository.Texts.FirstOrDefault(file => file.Path == "README.md")?.Text ?? ""));

    // A name that does not bind would be a name not judged.
    IEnumerable<Finding> OverBoundCore(Func<CSharpCompilation, IEnumerable<Finding>> rule) =>
        [.. Binding.Errors(repository.BoundCore), .. rule(repository.BoundCore)];

    static void Holds(IEnumerable<Finding> findings)
    {
        var broken = findings.Select(finding => finding.ToString()).Order(StringComparer.Ordinal).ToList();
        if (broken.Count > 0) Assert.Fail(string.Join('\n', broken));
    }

    static void Report(string what, IEnumerable<int> numbers)
    {
        var all = numbers.DefaultIfEmpty(0).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: median {Sizes.Median(all)}, most {all.Max()}");
    }
}
