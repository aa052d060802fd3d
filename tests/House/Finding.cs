namespace Headroom.House;

/// <summary>One place where a rule is broken, and what would be right there. The line counts from 1.</summary>
sealed record Finding(string Path, int Line, string Right)
{
    public override string ToString() => $"{Path}:{Line}: {Right}";
}
