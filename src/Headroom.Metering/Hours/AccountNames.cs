namespace Headroom.Metering.Hours;

/// <summary>Numbers for names of accounts, from 0 in order of their first sight. Names are bytes of UTF-8, looked up without making a text of them.</summary>
sealed class AccountNames
{
    readonly List<byte[]> _names = [];
    readonly Dictionary<byte[], int> _numbers = new(new Bytes());
    readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    int _last = -1;

    public AccountNames() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The name's number; a new name gets the next.</summary>
    public int IndexOf(ReadOnlySpan<byte> name)
    {
        // Records of one account often follow one another.
        if (_last >= 0 && name.SequenceEqual(_names[_last])) return _last;
        if (_lookup.TryGetValue(name, out var known)) return _last = known;
        var copy = name.ToArray();
        _names.Add(copy);
        return _last = _numbers[copy] = _names.Count - 1;
    }

    /// <summary>The name of a number.</summary>
    public ReadOnlySpan<byte> NameOf(int index) => _names[index];

    /// <summary>Whether it is a name that a scheduler gives: letters, digits, dot, dash and underscore, 1 to 100.</summary>
    public static bool IsName(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > 100) return false;
        foreach (var letter in name)
            if (!(char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'-' or (byte)'_' or (byte)'.')) return false;
        return true;
    }

    sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);
        public int GetHashCode(byte[] name) => GetHashCode((ReadOnlySpan<byte>)name);
        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);
        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
