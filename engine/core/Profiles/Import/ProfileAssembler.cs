using System.Globalization;
using MathNet.Numerics.Distributions;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Profiles.Import;

/// <summary>Makes profiles of the rows of a table: units, replicates, spread, missing and censored values.</summary>
sealed class ProfileAssembler(
    string file, string place, HeaderLine header, ProfileLayout layout, CellNumbers numbers, ProfileOptions options)
{
    /// <summary>A fit's interval that is given as limits is taken for one of 95 %.</summary>
    const double Interval = 0.975;

    readonly record struct Measurement(long Line, double Time, double Value, bool Censored, double? Spread, double Count);

    /// <summary>Whether the file or the user says that releases are in percent.</summary>
    public bool SaidPercent { get; private set; }

    /// <summary>Every profile.</summary>
    public IReadOnlyList<MeasuredProfile> Profiles()
    {
        double days = DaysPerUnit();
        int[] keys = Keys();
        var groups = new List<(string Key, List<int> Rows)>();
        for (int row = 0; row < header.Rows.Count; row++)
        {
            string key = string.Join(" ", keys.Select(j => layout.Conditions.Contains(j)
                ? $"{layout.Columns[j].Name} {header.Rows[row].Cells[j]}" : header.Rows[row].Cells[j]));
            if (groups.FindIndex(group => group.Key == key) is >= 0 and var known)
                groups[known].Rows.Add(row);
            else
                groups.Add((key, [row]));
        }

        var profiles = new List<MeasuredProfile>();
        string stem = Path.GetFileNameWithoutExtension(file);
        foreach ((string key, List<int> rows) in groups)
            foreach (IGrouping<string, ReleaseColumn> columns in layout.Releases.GroupBy(release => release.Profile))
            {
                string name = string.Join(" ", new[] { key, columns.Key }.Where(part => part.Length > 0));
                profiles.Add(One(groups.Count == 1 && layout.Releases.All(r => r.Profile.Length == 0) ? stem : name, rows, [.. columns],
                    days));
            }

        return profiles;
    }

    /// <summary>Key columns that tell profiles apart; where none is marked, one column of words may, if times repeat without it.</summary>
    int[] Keys()
    {
        int[] marked = [.. layout.Keys
            .Where(j => header.Rows.Select(row => row.Cells[j]).Distinct().Count() < header.Rows.Count || layout.Keys.Count == 1)];
        if (marked.Length > 0 || options.ProfileColumn is not null)
            return marked;
        string[] times = [.. header.Rows.Select(row => row.Cells[layout.Time])];
        int[] varied = [.. layout.Conditions.Where(j => header.Rows.Select(row => row.Cells[j]).Distinct().Count() > 1)];
        if (varied.Length > 0 && times.Distinct().Count() < times.Length)
            return varied;
        int[] words = [.. Enumerable.Range(0, header.Names.Length).Where(j => layout.Columns[j].Role == ColumnRole.Unknown
            && header.Names[j].Length > 0 && header.Rows.All(row => row.Cells[j].Length > 0 && !CellNumbers.IsValue(row.Cells[j])))];
        return times.Distinct().Count() < times.Length && words.Length == 1 ? words : [];
    }

    MeasuredProfile One(string name, List<int> rows, ReleaseColumn[] columns, double days)
    {
        var remarks = new List<string>();
        List<Measurement> all = Measurements(name, rows, columns, remarks);
        if (all.Count == 0)
            throw new RefusedException($"{file}: there is no measurement {(name == Path.GetFileNameWithoutExtension(file) ? "in it" : $"of '{name}'")}; add one line for each measured time.");
        double scale = Scale(columns[0], all, remarks);
        bool left = columns[0].Meaning.Role == ColumnRole.Remaining;
        Measurement odd = all.MaxBy(row => Math.Abs(row.Value));
        if (Math.Abs(odd.Value) * scale > 2)
            throw new RefusedException(
                $"{file}, line {odd.Line}, column '{columns[0].Meaning.Header}': {odd.Value.ToString(CultureInfo.InvariantCulture)} is more than twice the dose in the column's unit; check whether it is percent or fraction.");
        var groups = all.GroupBy(row => row.Time).OrderBy(group => group.Key).ToList();
        if (columns.Length > 1)
            remarks.Add($"{columns.Length} columns were read as vessels: their mean, and the standard deviation where there are two or more.");
        else if (groups.Count < all.Count)
            remarks.Add($"{all.Count - groups.Count} repeated times were averaged with their like.");
        int[] counts = [.. groups.Select(group => group.Count())];
        return new MeasuredProfile
        {
            Name = name,
            Origin = file,
            TimeUnit = TimeUnit.Symbol(days),
            Days = [.. groups.Select(group => group.Key * days)],
            Released = [.. groups
                .Select(group => group.Average(row => row.Value) * scale is var value && left ? 1 - value
                    : group.Average(row => row.Value) * scale)],
            Deviation = Deviations(groups, columns, scale, remarks),
            Units = counts[0] > 1 && counts.Distinct().Count() == 1
                ? [.. Enumerable.Range(0, counts[0]).Select(unit => groups.Select(group => left
                    ? 1 - group.ElementAt(unit).Value * scale : group.ElementAt(unit).Value * scale).ToArray())]
                : null,
            Replicates = counts.All(count => count == 1) ? null : counts,
            Censored = groups.Any(group => group.All(row => row.Censored)) ? [.. groups.Select(group => group.All(row => row.Censored))]
                : null,
            Conditions = [.. Conditions(name, rows)],
            Remarks = remarks,
        };
    }

    /// <summary>Columns that hold one number for all rows of the profile.</summary>
    IEnumerable<ProfileCondition> Conditions(string name, List<int> rows)
    {
        foreach (int j in layout.Conditions)
        {
            string[] cells = [.. rows.Select(row => header.Rows[row].Cells[j]).Where(cell => cell.Length > 0).Distinct()];
            bool asked = options.Conditions?.Contains(header.Names[j], StringComparer.OrdinalIgnoreCase) == true;
            if (cells.Length == 1 && NumberText.Read(numbers.DecimalIsComma ? cells[0].Replace(',', '.') : cells[0]) is { } value)
                yield return new ProfileCondition(layout.Columns[j].Name, value, layout.Columns[j].WrittenUnit);
            else if (asked)
                throw new RefusedException($"{place}: column '{header.Names[j]}' is to be a condition and has {(cells.Length == 1 ? $"no number, '{cells[0]}'," : $"{cells.Length} values")} in profile '{name}'; a condition is one number for the whole profile.");
        }
    }

    List<Measurement> Measurements(string name, List<int> rows, ReleaseColumn[] columns, List<string> remarks)
    {
        CellNumber[] times = numbers.Column([.. rows.Select(Cell(layout.Time))], header.Names[layout.Time], true);
        var all = new List<Measurement>();
        int missing = 0, unlimited = 0;
        foreach (ReleaseColumn column in columns)
        {
            CellNumber[] values = Numbers(column.Column), spreads = Numbers(column.Spread), uppers = Numbers(column.Upper),
                counts = Numbers(layout.Count);
            double limit = values.Where(value => value is { Value: not null, Censored: false }).Select(value => value.Value!.Value)
                .Where(value => value > 0).DefaultIfEmpty(double.NaN).Min();
            for (int i = 0; i < rows.Count; i++)
            {
                long line = header.Rows[rows[i]].Line;
                if (values[i] is { Value: null, Censored: false })
                {
                    missing++;
                    continue;
                }

                double time = times[i].Value ?? throw new RefusedException(
                    $"{file}, line {line}, column '{header.Names[layout.Time]}': the cell is empty; give a number or delete the line.");
                if (time < 0)
                    throw new RefusedException(
                        $"{file}, line {line}, column '{header.Names[layout.Time]}': the time {header.Rows[rows[i]].Cells[layout.Time]} is negative; times count from the start of release.");
                unlimited += values[i].Value is null ? 1 : 0;
                double value = values[i].Value ?? limit;
                if (double.IsNaN(value))
                    throw new RefusedException($"{file}, line {line}, column '{column.Meaning.Header}': every value is below a limit that isn't given; write it, e.g. '<1.0'.");
                double? spread = column.Upper >= 0 ? (uppers[i].Value - spreads[i].Value) / 2 : spreads[i].Value ?? values[i].Deviation;
                if (spread < 0)
                    throw new RefusedException(
                        $"{file}, line {line}: the standard deviation {header.Rows[rows[i]].Cells[column.Spread]} is negative; give zero or more.");
                all.Add(new Measurement(line, time, value, values[i].Censored, spread, counts[i].Value ?? double.NaN));
            }
        }

        if (missing > 0)
            remarks.Add($"{missing} missing {(missing == 1 ? "value was" : "values were")} left out.");
        if (all.Count(row => row.Censored) is > 0 and var censored)
            remarks.Add($"{censored} {(censored == 1 ? "value lies" : "values lie")} below a limit of quantification and {(censored == 1 ? "counts" : "count")} as anywhere between zero and it{(unlimited > 0 ? ", which is not given and was taken for the smallest value measured" : "")}.");
        return all;

        CellNumber[] Numbers(int column) =>
            column < 0 ? new CellNumber[rows.Count] : numbers.Column([.. rows.Select(Cell(column))], header.Names[column], false);

        Func<int, (long, string)> Cell(int column) => row => (header.Rows[row].Line, header.Rows[row].Cells[column]);
    }

    double[]? Deviations(List<IGrouping<double, Measurement>> groups, ReleaseColumn[] columns, double scale, List<string> remarks)
    {
        ReleaseColumn first = columns[0];
        if (first.Spread < 0 && groups.All(group => group.All(row => row.Spread is null)))
            return groups.All(group => group.Count() > 1)
                ? [.. groups.Select(group => Sample([.. group.Select(row => row.Value)]) * scale)] : null;
        int without = groups.Count(group => group.Any(row => row.Spread is null));
        if (without > 0)
        {
            remarks.Add($"{without} of {groups.Count} times have no standard deviation, so none is used and points weigh alike.");
            return null;
        }

        ColumnRole role = first.Spread < 0 ? ColumnRole.Deviation : layout.Columns[first.Spread].Role;
        double unit = first.Spread >= 0 && layout.Columns[first.Spread].Share is { } own && first.Meaning.Share is not null
            && role != ColumnRole.RelativeDeviation ? own : scale;
        double relative = first.Spread >= 0 && layout.Columns[first.Spread].Share == 1 ? 1 : 0.01;
        if (role is ColumnRole.StandardError or ColumnRole.LowerLimit or ColumnRole.ConfidenceHalfWidth
            && groups.Any(group => double.IsNaN(group.First().Count)))
            remarks.Add("How many replicates there were is not said, so the errors of the mean are used as they are.");
        if (role is ColumnRole.LowerLimit or ColumnRole.ConfidenceHalfWidth)
            remarks.Add("The confidence limits were taken for those of 95 %.");
        return [.. groups.Select(group => Math.Sqrt(group.Average(row => Math.Pow(One(row), 2))))];

        double One(Measurement row)
        {
            double n = row.Count >= 2 ? row.Count : 1;
            return role switch
            {
                ColumnRole.StandardError => row.Spread!.Value * unit * Math.Sqrt(n),
                ColumnRole.RelativeDeviation => row.Spread!.Value * relative * Math.Abs(row.Value) * scale,
                ColumnRole.LowerLimit or ColumnRole.ConfidenceHalfWidth =>
                    row.Spread!.Value * unit / (n > 1 ? StudentT.InvCDF(0, 1, n - 1, Interval)
                        : Normal.InvCDF(0, 1, Interval)) * Math.Sqrt(n),
                _ => row.Spread!.Value * unit,
            };
        }
    }

    static double Sample(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    double DaysPerUnit()
    {
        ColumnMeaning column = layout.Columns[layout.Time];
        if (options.TimeUnit is { } unit)
            return TimeUnit.Days(unit) ?? throw new RefusedException($"{file}: '{unit}' is not a time unit; use {TimeUnit.Known}.");
        return TimeUnit.Days(column.Unit) ?? throw new RefusedException(
            $"{place}: column '{column.Header}' does not say its unit; write for example 'time_h', or give it with --time-unit ({TimeUnit.Known}).");
    }

    double Scale(ReleaseColumn release, List<Measurement> rows, List<string> remarks)
    {
        ColumnMeaning column = release.Meaning;
        if (column.Role == ColumnRole.Amount)
            return PerDose(column);
        if (options.ReleaseUnit is { } unit)
        {
            double share = ReleaseUnit.Fraction(unit) ?? throw new RefusedException($"{place}: '{unit}' is not a release unit; use {ReleaseUnit.Known}.");
            SaidPercent = share == 0.01;
            return share;
        }

        if (column.Share is { } said)
        {
            SaidPercent = said == 0.01;
            return said;
        }

        bool percent = rows.Max(row => row.Value) > 1.5;
        remarks.Add($"Column '{column.Header}' does not say its unit; its values were read as {(percent ? "percent" : "fractions")}.");
        return percent ? 0.01 : 1;
    }

    double PerDose(ColumnMeaning column)
    {
        Unit amount = ColumnMeaning.AmountUnit(column.Unit)!;
        double dose = Quantity.Read(options.Dose!, new Place("--dose", 0, 0, ""), amount, "the dose");
        return dose > 0 ? 1 / dose : throw new RefusedException($"--dose {options.Dose}: a dose is more than nothing; give what was there at the start.");
    }
}
