using System.Text.Json;
using Headroom.Core.Capacity;

namespace Headroom.Formats.Legs;

/// <summary><c>pool</c> or <c>class</c>: the pools that a right about further capacity is for; neither for all.</summary>
static class Scopes
{
    public static PoolScope Read(Fields leg) => new(leg.IdOrNone("pool"), leg.IdOrNone("class"));

    public static void Write(Utf8JsonWriter json, PoolScope scope)
    {
        if (scope.Pool is { } pool) json.WriteString("pool", pool.ToString());
        if (scope.Class is { } name) json.WriteString("class", name.ToString());
    }
}
