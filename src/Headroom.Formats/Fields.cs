using System.Globalization;
using System.Numerics;
using Headroom.Core.Units;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Formats;

/// <summary>
/// Reads the fields of one map by name and kind. A fault is noted in a list shared by the whole document and reading goes on with a
/// stand-in, so that a person sees all faults at once; whoever starts the reading looks at the list before using the result.
/// </summary>
public sealed class Fields
{
    /// <summary>The dates that are accepted; centuries beyond are a slip of the pen.</summary>
    public static readonly LocalDate Earliest = new(1990, 1, 1), Latest = new(2199, 12, 31);

    readonly MapNode _map;
    readonly List<Refusal> _faults;

    // A field that was only asked for is known, and left over all the same where nobody reads it.
    readonly HashSet<string> _read = new(StringComparer.Ordinal), _asked = new(StringComparer.Ordinal);

    Fields(MapNode map, List<Refusal> faults) => (_map, _faults) = (map, faults);

    /// <summary>The fields of a node, which must be a map.</summary>
    public static Fields Of(Node node, List<Refusal> faults)
    {
        if (node is MapNode map) return new(map, faults);
        faults.Add(Node.At(new(RefusalCode.Malformed, node.Path, "Named fields are expected here."), node.Line));
        return new(new MapNode(node.Path, node.Line, new Dictionary<string, Node>()), faults) { Broken = true };
    }

    /// <summary>The part as one line of text, the same for the same content however it was laid out: what an idempotency key stands for.</summary>
    public string Canonical => _map.Canonical();

    /// <summary>Whether what was found is not a map at all; its missing fields are then not reported one by one.</summary>
    bool Broken { get; init; }

    public int Line => _map.Line;

    /// <summary>Where this map stands in its document, such as <c>legs[1].steps[0].amount</c>.</summary>
    public string Place => _map.Path;

    public List<Refusal> Faults => _faults;
    public bool Has(string name)
    {
        _asked.Add(name);
        return _map.Fields.ContainsKey(name);
    }

    /// <summary>The first of these fields that is there, for maps whose kind is told by a field.</summary>
    public string? OneOf(params string[] names)
    {
        var found = names.FirstOrDefault(_map.Fields.ContainsKey);
        if (found is null && !Broken) Fault("", RefusalCode.Malformed, $"One of the fields {string.Join(", ", names)} is expected here.");
        return found;
    }

    public string Text(string name, int most = 500)
    {
        var text = Scalar(name);
        if (text.Length > most) Fault(name, RefusalCode.TooLarge, $"The text has {text.Length} characters; at most {most} are accepted.");
        return text;
    }

    /// <summary>A text that may be left out or empty.</summary>
    public string Text(string name, string otherwise, int most = 500) => _map.Fields.GetValueOrDefault(Read(name)) is TextNode { Text.Length: 0 } or null ? otherwise
        : Text(name, most);

    /// <summary>The reason for what is said, or null when none is given: 1 to 500 characters on one line.</summary>
    public string? WhyOrNone(string name = "why")
    {
        if (!Has(name)) return null;
        var why = Text(name, Core.Books.Fact.MostWhyCharacters);
        if (why.Any(char.IsControl)) Fault(name, RefusalCode.Malformed, "A reason is one line without control characters.");
        return why;
    }

    public Slug Id(string name)
    {
        var text = Scalar(name);
        if (Slug.TryParse(text) is { } id) return id;
        if (text.Length > 0) Fault(name, RefusalCode.Malformed, $"'{Short(text)}' is not an id: {Slug.Rule}.");
        return default;
    }

    public Slug? IdOrNone(string name) => Has(name) ? Id(name) : null;

    public LocalDate Date(string name)
    {
        var text = Scalar(name);
        if (text.Length == 0) return Earliest;
        var parsed = LocalDatePattern.Iso.Parse(text);
        if (!parsed.Success) return Fault(name, RefusalCode.Malformed, $"'{Short(text)}' is not a date; write it as 2026-05-31.", Earliest);
        return parsed.Value >= Earliest && parsed.Value <= Latest ? parsed.Value
            : Fault(name, RefusalCode.OutOfRange, $"{text} is outside {Earliest:R} to {Latest:R}.", Earliest);
    }

    public LocalDate? DateOrNone(string name) => Has(name) ? Date(name) : null;

    public Instant Instant(string name)
    {
        var text = Scalar(name);
        var parsed = InstantPattern.ExtendedIso.Parse(text);
        return parsed.Success ? parsed.Value
            : text.Length == 0 ? default : Fault(name, RefusalCode.Malformed, $"'{Short(text)}' is not an instant; write it as 2026-05-31T00:00:00Z.", default(Instant));
    }

    public YearMonth Month(string name)
    {
        var text = Scalar(name);
        var parsed = YearMonthPattern.Iso.Parse(text);
        return parsed.Success && parsed.Value.Year is >= 1990 and <= 2199 ? parsed.Value
            : text.Length == 0 ? default : Fault(name, RefusalCode.Malformed, $"'{Short(text)}' is not a month; write it as 2026-05.", default(YearMonth));
    }

    public decimal Decimal(string name, decimal low, decimal high, string unit) => Decimal(name, Scalar(name), low, high, unit);

    public decimal Decimal(string name, decimal low, decimal high, string unit, decimal otherwise) =>
        Has(name) ? Decimal(name, low, high, unit) : otherwise;

    /// <summary>A number, or a percentage, as an exact fraction between <paramref name="low"/> and <paramref name="high"/>.</summary>
    public decimal Share(string name, decimal low = 0, decimal high = 1) => Share(name, Scalar(name), low, high);

    public long Whole(string name, long low, long high, string unit)
    {
        var value = Decimal(name, low, high, unit);
        return value == decimal.Truncate(value) ? (long)value : Fault(name, RefusalCode.OutOfRange, $"{value} {unit} is not a whole number.", low);
    }

    public long Whole(string name, long low, long high, string unit, long otherwise) => Has(name) ? Whole(name, low, high, unit) : otherwise;

    public Gpus Gpus(string name, long low = 0) => new(Whole(name, low, Core.Units.Gpus.Most, "GPUs"));

    public bool Bool(string name, bool otherwise) => !Has(name) ? otherwise : Scalar(name) switch
    {
        "true" => true,
        "false" => false,
        var text => Fault(name, RefusalCode.Malformed, $"'{Short(text)}' is neither true nor false.", otherwise),
    };

    /// <summary>One of a few words, each with what it means.</summary>
    public T Word<T>(string name, params (string Word, T Meaning)[] words)
    {
        var text = Scalar(name);
        foreach (var (word, meaning) in words) if (word == text) return meaning;
        return text.Length == 0 ? words[0].Meaning
            : Fault(name, RefusalCode.Malformed, $"'{Short(text)}' is not one of {string.Join(", ", words.Select(word => word.Word))}.", words[0].Meaning);
    }

    public T WordOr<T>(string name, T otherwise, params (string Word, T Meaning)[] words) => Has(name) ? Word(name, words) : otherwise;

    /// <summary>The fields of a map under this one.</summary>
    public Fields Map(string name) =>
        Part(name) is { } part ? Of(part, _faults) : new(new MapNode(Path(name), Line, new Dictionary<string, Node>()), _faults) { Broken = true };

    public Fields? MapOrNone(string name) => Has(name) ? Map(name) : null;

    /// <summary>The items of a list, each as fields.</summary>
    public IReadOnlyList<Fields> List(string name, int most) => [.. Items(name, most).Select(item => Of(item, _faults))];

    public IReadOnlyList<Fields> ListOrNone(string name, int most) => Has(name) ? List(name, most) : [];

    /// <summary>The items of a list of single values.</summary>
    public IReadOnlyList<string> Texts(string name, int most)
    {
        var items = Items(name, most);
        if (items.Any(item => item is not TextNode)) Fault(name, RefusalCode.Malformed, "Single values are expected here.");
        return [.. items.OfType<TextNode>().Select(item => item.Text)];
    }

    /// <summary>Words that are written on one line with commas between them, each once; 1 to <paramref name="most"/>.</summary>
    public IReadOnlyList<string> Words(string name, int most)
    {
        var words = Text(name).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        if (words.Count > most) Fault(name, RefusalCode.TooLarge, $"There are {words.Count} words; at most {most} are accepted.");
        return words;
    }

    /// <summary>The names of this map and the share that each has; 1 to <paramref name="most"/>.</summary>
    public IReadOnlyList<(string Name, decimal Share)> Shares(int most)
    {
        if (_map.Fields.Count == 0 || _map.Fields.Count > most) Fault("", RefusalCode.TooLarge, $"There are {_map.Fields.Count} entries; 1 to {most} are accepted.");
        return [.. _map.Fields.Keys.Select(name => (name, Share(name)))];
    }

    /// <summary>The raw part under a name, or null with a fault when it is missing.</summary>
    public Node? Part(string name)
    {
        _read.Add(name);
        if (_map.Fields.TryGetValue(name, out var part)) return part;
        if (!Broken) Fault(name, RefusalCode.Malformed, $"The field '{name}' is missing.");
        return null;
    }

    /// <summary>The names and texts of a map of scalars.</summary>
    public IEnumerable<(string Name, string Text)> Entries()
    {
        foreach (var (name, part) in _map.Fields)
        {
            _read.Add(name);
            if (part is TextNode text) yield return (name, text.Text);
            else Fault(name, RefusalCode.Malformed, "A single value is expected here.");
        }
    }

    /// <summary>Ends the reading of this map: fields that nobody asked for are faults, since a misspelt clause must not be lost.</summary>
    public void Done()
    {
        foreach (var name in _map.Fields.Keys.Where(name => !_read.Contains(name)))
            Fault(name, RefusalCode.Malformed, $"The field '{Short(name)}' is not known here; known are {string.Join(", ", _read.Union(_asked).Order(StringComparer.Ordinal))}.");
    }

    public void Fault(string name, RefusalCode code, string says) =>
        _faults.Add(Node.At(new(code, Path(name), says), _map.Fields.GetValueOrDefault(name)?.Line ?? Line));

    /// <summary>Reads a decimal from text that stands for a field.</summary>
    public decimal Decimal(string name, string text, decimal low, decimal high, string unit)
    {
        // A field that is missing or empty has been told already; half a number ("%", " days") has not.
        if (text.Length == 0 && _map.Fields.GetValueOrDefault(name) is not TextNode { Text.Length: > 0 }) return low;
        if (!IsPlainNumber(text)) return Fault(name, RefusalCode.Malformed, $"'{Short(text)}' is not a plain number.", low);
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && BigInteger.TryParse(text.Split('.')[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            && value >= low && value <= high) return value;
        return Fault(name, RefusalCode.OutOfRange,
            $"{Short(text)}{(unit.Length > 0 ? " " : "")}{unit} is outside {low.ToString(CultureInfo.InvariantCulture)} to {high.ToString(CultureInfo.InvariantCulture)}.", low);
    }

    /// <summary>Reads a number or percentage from text that stands for a field.</summary>
    public decimal Share(string name, string text, decimal low, decimal high) => text.EndsWith('%')
        ? Decimal(name, text[..^1].TrimEnd(), low * 100, high * 100, "percent") / 100
        : Decimal(name, text, low, high, "(share)");

    IReadOnlyList<Node> Items(string name, int most)
    {
        if (Part(name) is not { } part) return [];
        if (part is not ListNode list) return Fault<IReadOnlyList<Node>>(name, RefusalCode.Malformed, "A list is expected here.", []);
        return list.Items.Count <= most ? list.Items
            : Fault<IReadOnlyList<Node>>(name, RefusalCode.TooLarge, $"The list has {list.Items.Count} items; at most {most} are accepted.", []);
    }

    string Read(string name)
    {
        _read.Add(name);
        return name;
    }

    string Scalar(string name)
    {
        if (Part(name) is not { } part) return "";
        if (part is not TextNode text) return Fault(name, RefusalCode.Malformed, "A single value is expected here.", "");
        return text.Text.Length > 0 ? text.Text : Fault(name, RefusalCode.Malformed, $"The field '{name}' is empty.", "");
    }

    T Fault<T>(string name, RefusalCode code, string says, T standIn)
    {
        Fault(name, code, says);
        return standIn;
    }

    string Path(string name) => _map.Path.Length == 0 ? name : name.Length == 0 ? _map.Path : $"{_map.Path}.{name}";

    static bool IsPlainNumber(string text) =>
        text.Length <= 64 && text.TrimStart('-').Split('.') is var parts && parts.Length <= 2 && text.LastIndexOf('-') <= 0
        && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit));

    /// <summary>Text for a message: not too long, and without characters that a terminal would obey.</summary>
    public static string Short(string text) =>
        string.Concat((text.Length <= 60 ? text : text[..57] + "...").Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
}
