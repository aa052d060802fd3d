using System.Runtime.InteropServices;
using SQLitePCL;

namespace Headroom.Journal;

/// <summary>
/// The native SQLite that this process runs on, chosen once: the operating system's when it is 3.40 or newer (its
/// distributor keeps it secure), else the one that is shipped. The environment variable <c>HEADROOM_SQLITE</c>, when it
/// is <c>system</c> or <c>bundled</c>, takes the choice away.
/// </summary>
/// <param name="Source"><c>system</c> or <c>bundled</c>.</param>
/// <param name="Version">What the library says of itself, such as 3.40.1.</param>
public sealed record SqliteLibrary(string Source, string Version)
{
    const string Variable = "HEADROOM_SQLITE";
    const string SystemName = "libsqlite3.so.0";
    const int OldestSystemVersion = 3_040_000;

    static readonly Lazy<SqliteLibrary> Chosen = new(Choose);

    /// <summary>The library in use; the first call loads it.</summary>
    public static SqliteLibrary Loaded => Chosen.Value;

    static SqliteLibrary Choose()
    {
        var wish = Environment.GetEnvironmentVariable(Variable);
        if (wish is not (null or "" or "system" or "bundled"))
            throw new JournalUnavailable($"{Variable} is '{wish}'; it must be 'system', 'bundled' or not set.");
        var system = wish == "bundled" ? 0 : FindSystem();
        if (system == 0 && wish == "system")
            throw new JournalUnavailable($"{Variable} asks for the system's SQLite, but {SystemName} is missing or older than 3.40.");
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? system : 0);
        try
        {
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            return new(system == 0 ? "bundled" : "system", raw.sqlite3_libversion().utf8_to_string());
        }
        catch (DllNotFoundException missing)
        {
            throw new JournalUnavailable($"No SQLite library was found for this machine ({RuntimeInformation.RuntimeIdentifier}). Install SQLite 3.40 or newer.", missing);
        }
    }

    // A library without threads or too old is left alone; the handle is then never released, which costs nothing.
    static nint FindSystem()
    {
        if (!NativeLibrary.TryLoad(SystemName, out var library)) return 0;
        return Ask(library, "sqlite3_libversion_number") >= OldestSystemVersion && Ask(library, "sqlite3_threadsafe") != 0 ? library : 0;
    }

    static int Ask(nint library, string function) =>
        NativeLibrary.TryGetExport(library, function, out var address) ? Marshal.GetDelegateForFunctionPointer<Answer>(address)() : 0;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    delegate int Answer();
}
