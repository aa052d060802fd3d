using System.Data;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Headroom.Journal;

/// <summary>The statements on exhibits.</summary>
static class PostgresExhibits
{
    public static bool Put(NpgsqlConnection connection, Exhibit exhibit)
    {
        var digest = exhibit.Digest.ToArray();
        var seal = Seal.OfExhibit(digest, exhibit.Content.Length, Encoding.UTF8.GetBytes(exhibit.MediaType)).ToArray();
        return connection.Run(
            """
            INSERT INTO headroom.exhibits AS old(digest, media_type, size, erased, seal, content) VALUES($1, $2, $3, false, $4, $5)
            ON CONFLICT(digest) DO UPDATE SET erased=false, content=excluded.content WHERE old.erased
            """,
            digest, exhibit.MediaType, (long)exhibit.Content.Length, seal, exhibit.Content) > 0;
    }

    public static ExhibitContent? Get(NpgsqlConnection connection, Digest digest) =>
        connection.FirstOrDefault(
            "SELECT media_type, size, content FROM headroom.exhibits WHERE digest=$1",
            row => new ExhibitContent(digest, row.GetString(0), row.GetInt64(1),
                row.BlobOrNull(2) is { } content ? new ReadOnlyMemory<byte>(content) : default(ReadOnlyMemory<byte>?)),
            digest.ToArray());

    public static bool Erase(NpgsqlConnection connection, Digest digest) =>
        connection.Run("UPDATE headroom.exhibits SET content=NULL, erased=true WHERE digest=$1 AND NOT erased", digest.ToArray()) > 0;

    /// <summary>All exhibits as they lie, each content hashed as a stream of bounded memory.</summary>
    public static IEnumerable<StoredExhibit> All(NpgsqlConnection connection) =>
        Pages.Of(Array.Empty<byte>(), exhibit => exhibit.Digest, after => Page(connection, after));

    static List<StoredExhibit> Page(NpgsqlConnection connection, byte[] after)
    {
        // No digest is empty, unless damaged to be so; >= on the first page finds that one too.
        var sign = after.Length == 0 ? ">=" : ">";
        using var command = connection.Command(
            $"SELECT digest, convert_to(media_type, 'UTF8'), size, erased, seal, octet_length(content), content FROM headroom.exhibits WHERE digest{sign}$1 ORDER BY digest LIMIT $2",
            after, Pages.Rows);
        using var reader = command.ExecuteReader(CommandBehavior.SequentialAccess);
        var page = new List<StoredExhibit>();
        while (reader.Read())
            page.Add(new(reader.Blob(0), reader.Blob(1), reader.GetInt64(2), reader.GetBoolean(3) ? 1 : 0, reader.Blob(4), Hash(reader)));
        return page;
    }

    static (Digest, long)? Hash(NpgsqlDataReader reader)
    {
        if (reader.IsDBNull(5)) return null;
        var size = reader.GetInt32(5);
        using var content = reader.GetStream(6);
        Span<byte> digest = stackalloc byte[Digest.Length];
        SHA256.HashData(content, digest);
        return (new(digest), size);
    }
}
