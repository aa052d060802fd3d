namespace Headroom.House;

/// <summary>
/// What the house rules ask for, as data. A new floor, a new rim file or an exception is said here and nowhere else;
/// paths are relative to the root, and may hold <c>*</c> (within a folder) and <c>**/</c> (any folders).
/// </summary>
static class Policy
{
    public const string Core = "src/Headroom.Core/";
    public const string CoreTests = "tests/Headroom.Core.Tests/";

    /// <summary>
    /// The folders of Core, lowest first. A file names only types of its own floor and of floors below.
    /// Books has its plural because a namespace named Book would hide the type Book.
    /// </summary>
    public static readonly string[] Floors =
        ["Time", "Units", "Capacity", "Demand", "Contracts", "Expenditure", "Valuation", "Documents", "Books", "Views", "Commands", "Offers"];

    public static readonly string[] CorePackages = ["NodaTime"];

    /// <summary>Namespaces and types that bring a clock, a disk, a network or another thread into Core.</summary>
    public static readonly string[] ImpureNames =
    [
        "System.IO", "System.Net", "System.Threading", "System.Console", "System.Environment",
        "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
    ];

    /// <summary>The rim: the only files that may ask the machine what time it is, and hand the answer inwards.</summary>
    static readonly string[] ClockRim = ["src/Headroom.Cli/Program.cs", "src/Headroom.Server/**/Clock*.cs"];

    /// <summary>Each banned call, what to write instead, and the only files that may write it all the same.</summary>
    public static readonly BannedCall[] BannedCalls =
    [
        .. new[] { "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "SystemClock.Instance", "TimeProvider.System" }
            .Select(call => new BannedCall(call, "take the instant, or an IClock, as an argument", ClockRim)),
        new("Guid.NewGuid", "take the identity as an argument; whoever asks chooses it", []),
        new("Random.Shared", "take a seed and write new Random(seed)", []),
        new("new Random()", "take a seed and write new Random(seed)", []),
        .. new[] { "Math.Round", "MathF.Round", "decimal.Round", "Decimal.Round", "double.Round" }
            .Select(call => new BannedCall(call, "round once, through the types of Core/Units", [Core + "Units/**/*.cs"])),
        new("Thread.Sleep", "await a delay of the loop's own clock", []),
    ];

    /// <summary>A floating-point member with one of these words in its name is money that will not add up.</summary>
    public static readonly string[] MoneyWords = ["Fee", "Fees", "Amount", "Amounts", "Price", "Prices", "Money", "Due"];

    public const int LinesOfASourceFile = 300;
    public const int LinesOfATestFile = 400;
    public const int LinesOfAMethod = 40;
    public const int CharactersOfALine = 180;

    /// <summary>So much may stand beside a string on a longer line: where it cannot be broken, it stands by itself.</summary>
    public const int CharactersBesideAString = 60;

    public const int DepthOfInheritance = 1;
    public const int CharactersOfASummary = 20;

    /// <summary>A Core file with more lines of code than this, and something public to do, has a test file of its name.</summary>
    public const int LinesWithoutATestFile = 40;

    /// <summary>Words that name no concept of the field.</summary>
    public static readonly string[] EmptyWords = ["Manager", "Helper", "Helpers", "Service", "Util", "Utils", "Info", "Data"];

    /// <summary>Types that nothing in the sources names, because the platform finds them by itself.</summary>
    public static readonly string[] FoundByThePlatform = ["Program"];
}

/// <summary>A call that the sources may not write, except in the files allowed.</summary>
sealed record BannedCall(string Call, string Instead, string[] AllowedIn);
