using System.Xml.Linq;
using Headroom.House.Rules;

namespace Headroom.House;

/// <summary>Each rule breaks on a bad example and holds on a good one: a rule that cannot fail is worth nothing.</summary>
public sealed class RulesTests
{
    const string Units = Policy.Core + "Units/Gpus.cs";

    [Fact]
    public void A_lower_floor_may_not_name_a_higher_one_but_the_other_way_round_it_may()
    {
        var low = new SourceFile(Policy.Core + "Time/Window.cs", "namespace C.Time; public sealed class Window { public C.Books.Ledger? Of; }");
        var high = new SourceFile(Policy.Core + "Books/Ledger.cs", "namespace C.Books; public sealed class Ledger { public C.Time.Window? In; }");

        Assert.Equal([(low.Path, 1)], Places(Floors.Check(Binding.Of([low, high]))));
    }

    [Fact]
    public void A_higher_type_is_found_even_when_it_is_inferred()
    {
        var low = new SourceFile(Policy.Core + "Time/Window.cs",
            "namespace C.Time; public sealed class Window { public int Size(System.Func<object> make) => make() is var x && x.GetHashCode() > 0 ? C.Books.Ledger.Make().Size : 0; }");
        var high = new SourceFile(Policy.Core + "Books/Ledger.cs", "namespace C.Books; public sealed class Ledger { public static Ledger Make() => new(); public int Size => 1; }");

        Assert.Contains("may not name Ledger of Books", Assert.Single(Floors.Check(Binding.Of([low, high]))).Right);
    }

    [Fact]
    public void A_file_of_Core_outside_the_floors_has_no_place() =>
        Breaks(Floors.Check(Binding.Of([new SourceFile(Policy.Core + "Odd/Thing.cs", "public sealed class Thing;")])));

    [Fact]
    public void Code_that_does_not_compile_is_not_judged_silently() =>
        Breaks(Binding.Errors(Binding.Of([new SourceFile(Units, "public sealed class Gpus { Missing x; }")])));

    [Fact]
    public void Code_over_NodaTime_binds() =>
        Holds(Binding.Errors(Binding.Of([new SourceFile(Units, "public sealed class Gpus { public NodaTime.Instant At; public List<int> All = [.. new[] { 1 }]; }")])));

    [Theory]
    [InlineData("System.IO.File.ReadAllText(\"a\").Length")]
    [InlineData("Console.Read()")]
    [InlineData("Environment.TickCount")]
    [InlineData("Task.FromResult(1).Result")]
    public void Core_may_not_reach_outside(string expression)
    {
        Breaks(Purity.ImpureTypes(Binding.Of([new SourceFile(Units, $"class A {{ int B() => {expression}; }}")])));
        Holds(Purity.ImpureTypes(Binding.Of([new SourceFile(Units, "class A { int B() => Math.Max(1, 2); }")])));
    }

    [Fact]
    public void Core_may_not_wait() => Breaks(Purity.Async(Core("class A { async void B() { } }")));

    [Theory]
    [InlineData("static int count;")]
    [InlineData("static int Count { get; set; }")]
    public void Core_may_not_keep_state(string member)
    {
        Breaks(Purity.MutableStatics(Core($"class A {{ {member} }}")));
        Holds(Purity.MutableStatics(Core("class A { static readonly int B = 1; const int C = 2; static int D => 3; int e; }")));
    }

    [Theory]
    [InlineData("<PackageReference Include='YamlDotNet' />", false)]
    [InlineData("<ProjectReference Include='../Headroom.Formats/Headroom.Formats.csproj' />", false)]
    [InlineData("<PackageReference Include='NodaTime' />", true)]
    public void Core_references_only_its_list(string reference, bool holds) =>
        Assert.Equal(holds, !Purity.References(XDocument.Parse($"<Project><ItemGroup>{reference}</ItemGroup></Project>")).Any());

    [Theory]
    [InlineData("var x = DateTime.UtcNow;")]
    [InlineData("var x = System.DateTimeOffset.Now;")]
    [InlineData("var x = NodaTime.SystemClock.Instance.GetCurrentInstant();")]
    [InlineData("var x = Guid.NewGuid();")]
    [InlineData("var x = new Random();")]
    [InlineData("Random x = new();")]
    [InlineData("var x = Random.Shared.Next();")]
    [InlineData("var x = Math.Round(1.5m);")]
    [InlineData("var x = decimal.Round(1.5m);")]
    [InlineData("Thread.Sleep(1);")]
    public void A_banned_call_is_found(string statement) => Breaks(BannedCalls.Check(Source("src/Headroom.Journal/A.cs", $"class A {{ void B() {{ {statement} }} }}")));

    [Theory]
    [InlineData("src/Headroom.Cli/Program.cs", "var x = SystemClock.Instance;")]
    [InlineData("src/Headroom.Server/Loops/ClockOfTheBook.cs", "var x = DateTime.UtcNow;")]
    [InlineData(Units, "var x = decimal.Round(1.5m);")]
    [InlineData("src/Headroom.Journal/A.cs", "var x = new Random(7);")]
    [InlineData("src/Headroom.Journal/A.cs", "// Math.Round would be wrong here")]
    public void An_allowed_call_is_let_be(string path, string statement) => Holds(BannedCalls.Check(Source(path, $"class A {{ void B() {{ {statement} }} }}")));

    [Theory]
    [InlineData("record A(double MonthlyFee);", false)]
    [InlineData("class A { float[] prices; }", false)]
    [InlineData("class A { double? AmountDue { get; } }", false)]
    [InlineData("class A { double Residue() => 1; double FeedRate; decimal Fee; }", true)]
    public void Floating_money_is_found_by_whole_words(string text, bool holds) => Assert.Equal(holds, !FloatingMoney.Check(Core(text)).Any());

    [Fact]
    public void A_file_one_line_too_long_is_found()
    {
        Breaks(Sizes.LongFile(Core(Repeat("// a line\n", 301)), 300));
        Holds(Sizes.LongFile(Core(Repeat("// a line\n", 300)), 300));
    }

    [Fact]
    public void A_line_one_character_too_long_is_found_unless_it_is_a_string()
    {
        Breaks(Sizes.LongLines(Core($"//{Repeat(" ", 178)}a")));
        Holds(Sizes.LongLines(Core($"//{Repeat(" ", 177)}a")));
        Breaks(Sizes.LongLines(Core($"class A {{ string B => {Repeat("C + ", 20)} \"{Repeat("a", 160)}\"; }}")));
        Holds(Sizes.LongLines(Core($"class A {{ string B => \"{Repeat("a", 160)}\"; }}")));
    }

    [Fact]
    public void A_method_one_line_too_long_is_found()
    {
        Breaks(Sizes.LongMethods(Core($"class A {{ void B()\n{{\n{Repeat("C();\n", 41)}}}\n}}")));
        Holds(Sizes.LongMethods(Core($"class A {{ void B()\n{{\n{Repeat("C();\n", 40)}}}\n}}")));
    }

    [Fact]
    public void A_grandchild_is_too_deep_and_a_child_is_not()
    {
        Breaks(Sizes.DeepTypes([Core("class A; class B : A; class C : B;")]));
        Holds(Sizes.DeepTypes([Core("class A; class B : A; class C : Exception; class DException : C; class EException : DException;")]));
    }

    [Fact]
    public void The_median_of_an_even_count_lies_between() => Assert.Equal(2.5, Sizes.Median([4, 1, 2, 3]));

    [Theory]
    [InlineData("class A;", false)]
    [InlineData("record A;", false)]
    [InlineData("sealed class A; abstract record B; static class C; readonly record struct D; struct E; interface F; enum G;", true)]
    [InlineData("sealed partial class A; partial class A;", true)]
    public void Open_types_are_found(string text, bool holds) => Assert.Equal(holds, !Shapes.OpenTypes([Core(text)]).Any());

    [Theory]
    [InlineData("sealed class BookManager;", false)]
    [InlineData("sealed record PoolInfo;", false)]
    [InlineData("sealed class Bookkeeper; sealed class DataSource;", true)]
    public void Empty_names_are_found(string text, bool holds) => Assert.Equal(holds, !Shapes.EmptyNames(Core(text)).Any());

    [Theory]
    [InlineData("public sealed class A;", false)]
    [InlineData("/// <summary>An A.</summary>\npublic sealed class A;", false)]
    [InlineData("/// <summary>A count of accelerators, zero or more.</summary>\npublic sealed class A;", true)]
    [InlineData("sealed class A { public sealed class B; }", true)]
    public void Unexplained_public_types_are_found(string text, bool holds) => Assert.Equal(holds, !Shapes.UnexplainedTypes([Core(text)]).Any());

    [Fact]
    public void A_case_outside_Core_or_open_is_found()
    {
        var set = Core("abstract record Leg; sealed record Fee : Leg;");

        Holds(Shapes.OpenSets([set]));
        Breaks(Shapes.OpenSets([set, Core("record Credit : Leg;")]));
        Breaks(Shapes.OpenSets([set, Source("src/Headroom.Server/A.cs", "sealed record Credit : Leg;")]));
    }

    [Fact]
    public void A_type_that_no_other_file_names_is_found()
    {
        var dead = Core("public sealed class Dead { Dead Other() => new Dead(); }");
        var circle = Source(Policy.Core + "Units/B.cs", "sealed class One { Two t; } sealed class Two { One o; }");
        var whole = Source(Policy.Core + "Units/C.cs", "public sealed class Part; public sealed class Whole { Part p; }");
        var extension = Source("src/Headroom.Server/A.cs", "static class Texts { public static int Words(this string text) => 1; }");
        var test = Source("tests/A.cs", "class T { Whole w; int n = \"a\".Words(); }");

        Assert.Equal([dead.Path, circle.Path, circle.Path], DeadTypes.Check([dead, circle, whole, extension], [test], []).Select(finding => finding.Path));
        Holds(DeadTypes.Check([dead], [], [new TextFile("src/Headroom.Server/Page.razor", "<Dead />")]));
    }

    [Fact]
    public void Public_behaviour_without_a_test_file_is_found()
    {
        var file = Source(Policy.Core + "Time/Window.cs", $"public class Window {{ public void A() {{\n{Repeat("B();\n", 41)}}} }}");

        Breaks(Mirror.Check([file], []));
        Holds(Mirror.Check([file], [Policy.CoreTests + "Time/WindowTests.cs"]));
        Holds(Mirror.Check([Core("public record Short(int A) { public int B() => 1; }")], []));
    }

    // The examples are written in pieces, because this file too is read by the rules.
    [Theory]
    [InlineData("see /wo" + "rk/main", "docs/a.md")]
    [InlineData("cp /ro" + "ot/x .", "eng/a.sh")]
    public void A_path_of_one_machine_is_found(string text, string path) => Breaks(Texts.ForeignPaths(new TextFile(path, text)));

    [Theory]
    [InlineData("https://api.nu" + "get.org/v3", false)]
    [InlineData("\"resolved\": \"https://registry.n" + "pmjs.org/x\"", false)]
    [InlineData("https://dotnet.microsoft.com/download", true)]
    public void A_registry_host_is_found(string text, bool holds) => Assert.Equal(holds, !Texts.Hosts(new TextFile("package-lock.json", text)).Any());

    [Fact]
    public void Words_about_the_making_are_found_whatever_their_case() => Breaks(Texts.Making(new TextFile("a.md", "as a Sub" + "Agent said")));

    [Fact]
    public void Unfinished_marks_are_found_in_src_only()
    {
        var text = "one\n// TO" + "DO two";

        Assert.Equal([("src/A.cs", 2)], Places(Texts.Unfinished(new TextFile("src/A.cs", text))));
        Holds(Texts.Unfinished(new TextFile("docs/a.md", text)));
    }

    [Fact]
    public void A_README_that_shows_its_commands_too_late_is_found()
    {
        Holds(Texts.FirstScreen("# Headroom\n./headroom up\n./test\n"));
        Breaks(Texts.FirstScreen(Repeat("\n", 40) + "./headroom up\n./test\n"));
    }

    static SourceFile Core(string text) => Source(Policy.Core + "Units/A.cs", text);

    static SourceFile Source(string path, string text) => new(path, text);

    static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    static IEnumerable<(string, int)> Places(IEnumerable<Finding> findings) => findings.Select(finding => (finding.Path, finding.Line));

    static void Breaks(IEnumerable<Finding> findings) => Assert.NotEmpty(findings);

    static void Holds(IEnumerable<Finding> findings) => Assert.Empty(findings);
}
