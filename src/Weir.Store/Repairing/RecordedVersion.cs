using Weir.Store.Catalog;
using Weir.Store.Journals;

namespace Weir.Store.Repairing;

/// <summary>A version that the journals or the catalogue say there was.</summary>
internal sealed record RecordedVersion(JournalEntry Entry, StoredReading Reading, StoredVersion Version)
{
    public bool IsList => Reading.Into == StoredReading.Lists;

    /// <summary>Its file below the home.</summary>
    public string File => IsList
        ? LakeHome.List(Reading.Source, Version.Number)
        : LakeHome.Flows(Reading.Source, Version.Reporter!.Value, Version.Year!.Value, Version.Number);

    /// <summary>The unit or list of which it is a version.</summary>
    public (string, string, int?, int?) Line => (Reading.Into, Reading.Source, Version.Reporter, Version.Year);

    public UnitVersion AsUnit(string file) =>
        new(Reading.Source, Version.Reporter!.Value, Version.Year!.Value, Version.Number, SqliteCommands.Moment(Reading.At), Entry.Sha256, Version.Rows, file, Version.Sha256);

    public ListVersion AsList() =>
        new(Reading.Source, Version.Number, Entry.Sha256, (int)Version.Rows, SqliteCommands.Moment(Reading.At), File, Version.Sha256);

    /// <summary>All versions in the order in which they became current.</summary>
    public static IReadOnlyList<RecordedVersion> All(IEnumerable<JournalEntry> entries) =>
    [
        .. from entry in entries
           from reading in entry.Readings
           orderby reading.At, entry.Sha256
           from version in reading.Versions ?? []
           select new RecordedVersion(entry, reading, version),
    ];
}
