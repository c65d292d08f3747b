using System.Globalization;
using SurrogateEngine.Data;

namespace SurrogateEngine.Profiles;

/// <summary>Collects the measurements of one file, refuses those that mean nothing, and makes a profile of the rest.</summary>
sealed class ProfileRows(string file, ProfileColumns columns)
{
    readonly record struct Measurement(long Line, double Time, double Release, double? Deviation);

    readonly List<Measurement> measurements = [];

    /// <summary>Adds the line whose cells are <paramref name="cells"/>.</summary>
    /// <exception cref="RefusedException">A cell is missing or not a usable number.</exception>
    public void Add(CsvLines lines, string[] cells)
    {
        long line = lines.Number;
        double time = Number(lines, cells, columns.Time, columns.TimeHeader);
        if (time < 0)
            throw new RefusedException(
                $"{file}, line {line}, column '{columns.TimeHeader}': the time {cells[columns.Time]} is negative; times count from the start of release.");
        double release = Number(lines, cells, columns.Release, columns.ReleaseHeader);
        double? deviation = columns.Deviation >= 0 ? Number(lines, cells, columns.Deviation, "standard deviation") : null;
        if (deviation < 0)
            throw new RefusedException(
                $"{file}, line {line}: the standard deviation {cells[columns.Deviation]} is negative; give zero or more.");
        measurements.Add(new Measurement(line, time, release, deviation));
    }

    /// <summary>The profile: sorted by time, repeated times averaged, in days and fractions.</summary>
    /// <exception cref="RefusedException">There is no measurement, or the values contradict their unit.</exception>
    public MeasuredProfile ToProfile()
    {
        if (measurements.Count == 0)
            throw new RefusedException($"{file}: there is a header but no measurement below it; add one line for each measured time.");
        var remarks = new List<string>();
        double scale = columns.FractionPerUnit ?? GuessUnit(remarks);
        Measurement odd = measurements.MaxBy(row => Math.Abs(row.Release));
        if (Math.Abs(odd.Release) * scale > 2)
            throw new RefusedException(
                $"{file}, line {odd.Line}, column '{columns.ReleaseHeader}': {odd.Release.ToString(CultureInfo.InvariantCulture)} is more than twice the dose in the column's unit; check whether it is percent or fraction.");
        var groups = measurements.GroupBy(row => row.Time).OrderBy(group => group.Key).ToList();
        if (groups.Count < measurements.Count)
            remarks.Add($"{measurements.Count - groups.Count} repeated times were averaged with their like.");
        return new MeasuredProfile
        {
            Name = Path.GetFileNameWithoutExtension(file),
            Origin = file,
            TimeUnit = TimeUnit.Symbol(columns.DaysPerUnit),
            Days = [.. groups.Select(group => group.Key * columns.DaysPerUnit)],
            Released = [.. groups.Select(group => group.Average(row => row.Release) * scale)],
            Deviation = columns.Deviation < 0 ? null : [.. groups.Select(group => PooledDeviation(group) * scale)],
            Remarks = remarks,
        };
    }

    double GuessUnit(List<string> remarks)
    {
        bool percent = measurements.Max(row => row.Release) > 1.5;
        remarks.Add($"Column '{columns.ReleaseHeader}' does not say its unit; its values were read as {(percent ? "percent" : "fractions")}.");
        return percent ? 0.01 : 1;
    }

    /// <summary>Standard deviation of one measurement of the group: root of the mean variance.</summary>
    static double PooledDeviation(IEnumerable<Measurement> group) =>
        Math.Sqrt(group.Average(row => row.Deviation!.Value * row.Deviation.Value));

    double Number(CsvLines lines, string[] cells, int column, string header)
    {
        long line = lines.Number;
        string cell = column < cells.Length ? cells[column] : "";
        if (cell.Length == 0)
            throw new RefusedException($"{file}, line {line}, column '{header}': the cell is empty; give a number or delete the line.");
        if (lines.NumberIn(cell) is { } number)
            return number;
        string kind = double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? "finite number" : "number";
        throw new RefusedException($"{file}, line {line}, column '{header}': '{cell}' is not a {kind}; give a number or delete the line.");
    }
}
