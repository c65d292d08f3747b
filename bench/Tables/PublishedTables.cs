using SurrogateEngine.Statistics;
using SurrogateEngine.Tables;
using SurrogateEngine.Tables.Validation;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Bench.Tables;

/// <summary>A published table with the split it is judged by.</summary>
/// <param name="Name">What the line is called.</param>
/// <param name="Metric">Figure that is compared: mae, rmse, mcc or spearman.</param>
/// <param name="Bar">The published figure; NaN where none is known.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Features">What is learned from.</param>
/// <param name="Target">The outcome.</param>
/// <param name="Folds">The split.</param>
/// <param name="Pooled">Whether the figure is of all predictions together; otherwise the mean over folds, as published.</param>
sealed record PublishedTable(string Name, string Metric, double Bar, string Source, TabularData Features, TabularTarget Target,
    TableFold[] Folds, bool Pooled)
{
    /// <summary>Group of each row, for tuning; null for none.</summary>
    public int[]? Groups { get; init; }
}

/// <summary>
/// Published tables that keep their own licenses and so are not in the repository: in <c>shared</c> beside it, or where SURROGATE_SHARED
/// says.
/// </summary>
static class PublishedTables
{
    /// <summary>Names of the sets.</summary>
    public static readonly string[] Names = ["bannigan", "goren", "nanotox", "ortiz-perez", "lnpdb", "luciani", "zeta"];

    // Of a sphere: how far diffusion has come, how far hydrolysis, which lactide slows; and minus the logarithm of the drug's solubility
    // (Ran & Yalkowsky, J. Chem. Inf. Comput. Sci. 41, 2001).
    static readonly string[] Mechanism =
    [
        "diffusion = sqrt(Time) * SA-V", "hydrolysis = Time / (Polymer_MW * (0.2 + LA/GA))", "insolubility = Drug_LogP + 0.01 * Drug_Tm",
    ];

    static readonly string[] Screens = ["BL_2023", "LM_2019", "SL_2020", "ZC_2023"];

    /// <summary>The tables of a set.</summary>
    /// <exception cref="RefusedException">The data are not on this machine.</exception>
    public static IEnumerable<PublishedTable> Of(string name) => name switch
    {
        "bannigan" => [Bannigan("few_shot_17_features", "bannigan_few17_test_groups", "few-shot", 0.114),
            Bannigan("zero_shot_14_features", "bannigan_zero14_test_groups", "zero-shot", 0.165)],
        "goren" => [Goren("EE", 16.70, "random forest of Goren et al. 2025"), Goren("particle_size", 63.96, "mean predictor"), Goren("LC",
            5.52, "mean predictor")],
        "nanotox" => [Nanotox()],
        "ortiz-perez" => [OrtizPerez("Z_ave", 12.4), OrtizPerez("PDI", 0.029), OrtizPerez("Uptake", 3.13)],
        "lnpdb" => Screens.Select(Lnpdb),
        "zeta" => [YanesZeta(), LinZeta()],
        _ => [Luciani("Size"), Luciani("PDI")],
    };

    static PublishedTable Bannigan(string file, string groups, string kind, double bar)
    {
        TabularData data = Read($"data/bannigan-long-acting-injectables/{file}.csv");
        TableFold[] folds = TableFolds.FromFile(Locate($"domain/refs/{groups}.json"), data["DP_Group"]);
        TabularData features = data.Without(["Experimental_index", "DP_Group", "Release"]);
        // Without early releases what is known of the mechanism stands for them.
        features = features.Find("T=1.0") is not null
            ? new EarlyReleases("Time", [0.25, 0.5, 1], ["T=0.25", "T=0.5", "T=1.0"], 1).Describe(features)
            : DerivedColumns.Describe(features, features, Mechanism);
        return new($"bannigan {kind}", "mae", bar, "LightGBM of Bannigan et al. 2023", features,
            TabularTarget.From(data["Release"]), folds, false)
        { Groups = TableFolds.Groups(data, ["DP_Group"]) };
    }

    static PublishedTable Goren(string target, double bar, string source)
    {
        TabularData data = Read("data/goren-plga-nanoparticles/NP_dataset.csv"), split = Read("data/goren-plga-nanoparticles/groupkfold5_by_drug.csv");
        int[] rows = [.. Enumerable.Range(0, data.Count).Where(row => split["duplicate"].Values[row] == 0)];
        TableFold[] folds = [.. TableFolds.ByColumn(TabularColumn.Numeric("fold", [.. rows.Select(row => split["fold"].Values[row])]))
            .OrderBy(fold => split["fold"].Values[rows[fold.Test[0]]])];
        return new($"goren {target}", "mae", bar, source, data.Rows(rows).Without(["particle_size", "EE", "LC"]),
            TabularTarget.From(data[target].Rows(rows)), folds, false)
        { Groups = TableFolds.Groups(split.Rows(rows), ["drug_group"]) };
    }

    static PublishedTable Nanotox()
    {
        TabularData data = Read("data/nanotox-metal-oxide/dataset.tsv");
        int[] rows = [.. Enumerable.Range(0, data.Count).DistinctBy(row => string.Join('|', data.Columns.Where(column =>
            column.Name != "viability").Select(column => column.Text(row))))];
        data = data.Rows(rows);
        // The logarithm of a dose, which spans six decades; toxic is the positive class.
        data = data.With(TabularColumn.Numeric("dosage", [.. data["dosage"].Values.Select(value => Math.Log10(Math.Max(value, 1e-4)))]));
        TabularColumn label = TabularColumn.Categorical("toxic", data["class"].Codes.Select(code => data["class"].Levels[code] == "Toxic"
            ? "yes" : "no"));
        return new("nanotox leave one oxide out", "mcc", 0.41, "a dose threshold alone", data.Without(["viability", "class", "NPs"]),
            TabularTarget.From(label), TableFolds.ByColumn(data["NPs"]), true)
        { Groups = TableFolds.Groups(data, ["NPs"]) };
    }

    static PublishedTable OrtizPerez(string target, double bar)
    {
        TabularData data = Read("data/ortiz-perez-plga-peg-uptake/cycle_3.csv");
        data = data.Rows([.. Enumerable.Range(0, data.Count).Where(row => !data[target].IsMissing(row))]);
        // Ten shuffles of five folds: with sixty rows one of them says little.
        TableFold[] folds = [.. Enumerable.Range(1, 10).SelectMany(seed => TableFolds.Shuffled(data.Count, 5, (ulong)seed))];
        return new($"ortiz-perez {target}", "rmse", bar, "Ortiz-Perez et al. 2024, last cycle",
            data.Select(["PLGA", "PP-L", "PP-COOH", "PP-NH2", "S/AS"]),
            TabularTarget.From(data[target]), folds, true);
    }

    static PublishedTable Lnpdb(string study)
    {
        var tables = Screens.Select(name => Read($"data/lnpdb-heldout-screens/{name}.csv")).ToArray();
        string[] columns = ["IL_to_nucleicacid_massratio", "IL_molratio", "HL_molratio", "CHL_molratio", "PEG_molratio"];
        string[] smiles = [.. tables.SelectMany(table => Enumerable.Range(0, table.Count).Select(table["IL_SMILES"].Text))];
        string[] of = [.. tables.SelectMany((table, i) => Enumerable.Repeat(Screens[i], table.Count))];
        string[] target = [.. tables.SelectMany(table => Enumerable.Range(0, table.Count).Select(table["Model_target"].Text))];
        double[] measured = [.. tables.SelectMany(table => table["Experiment_value"].Values)];
        TabularData data = new([TabularColumn.Categorical("IL_SMILES", smiles), .. columns.Select(name =>
            TabularColumn.Numeric(name, [.. tables.SelectMany(table => table[name].Values)]))]);
        TabularData features = Smiles.Describe(data, data, ["IL_SMILES"]);
        int[] test = [.. Enumerable.Range(0, of.Length).Where(row => of[row] == study)];
        int[] train = [.. Enumerable.Range(0, of.Length).Where(row => of[row] != study && target[row] == "in_vitro")];
        return new($"lnpdb unseen {study}", "spearman", Published(study), "LiON of LNPDB 2026", features,
            TabularTarget.From(TabularColumn.Numeric("delivery", measured)), [new(train, test)], true)
        { Groups = TableFolds.Groups(new([TabularColumn.Categorical("study", of)]), ["study"]) };
    }

    /// <summary>Spearman's correlation of the mean of the five published models with what was measured.</summary>
    static double Published(string study)
    {
        TabularData lion = Read($"data/lnpdb-heldout-screens/published_lion_{study}.csv");
        double[] mean = [.. Enumerable.Range(0, lion.Count).Select(row => Enumerable.Range(0, 5).Average(k =>
            lion[$"lion_cv{k}"].Values[row]))];
        return Correlation.Spearman(mean, lion["experiment"].Values).Coefficient;
    }

    static PublishedTable Luciani(string target)
    {
        TabularData data = Read("data/luciani-microfluidic-liposomes/01_Liposome_data_initial_screening.csv");
        TabularTarget outcome = TabularTarget.From(data[target]);
        // Sizes run to 82 micrometers, where two populations are one figure: ranks say more than errors.
        return new($"luciani {target}, lipid left out", target == "Size" ? "spearman" : "mae", double.NaN, "none published",
            data.Without(["Size", "PDI", "Populations", "SMILES string", "LIPID NAME"]),
            target == "Size" ? outcome.Logarithmic() : outcome, TableFolds.ByColumn(data["LIPID NAME"]), true)
        { Groups = TableFolds.Groups(data, ["LIPID NAME"]) };
    }

    /// <summary>Zeta potential of 68 liposomes, each once, from what they are made of; drugs stay together.</summary>
    static PublishedTable YanesZeta()
    {
        TabularData data = Read("data/yanes-liposome-release/backend_data.csv");
        int[] rows = [.. Enumerable.Range(0, data.Count).Where(row => !data["zeta_potential"].IsMissing(row))
            .DistinctBy(row => data["formulation_ID"].Text(row))];
        return Zeta("liposomes", data.Rows(rows), "zeta_potential",
            ["drug_loading", "structure_type", "Z_average_nm", "PDI", "API_name", "weighted_Mw", "weighted_Tm"], "API_name");
    }

    /// <summary>Zeta potential of particles that were tried in mice; papers stay together. Charge says its sign and is left out.</summary>
    static PublishedTable LinZeta()
    {
        TabularData data = Read("data/lin-nanoparticle-tumour-pbpk-g2/pbpk_parameters.csv");
        return Zeta("particles in mice", data.Rows([.. Enumerable.Range(0, data.Count).Where(row => !data["Zeta"].IsMissing(row))]), "Zeta",
            ["Type", "MAT", "Shape", "Size"], "Reference");
    }

    static PublishedTable Zeta(string what, TabularData data, string target, string[] features, string group)
    {
        int[] groups = TableFolds.Groups(data, [group]);
        return new($"zeta potential of {what}", "mae", double.NaN, "none published", data.Select(features), TabularTarget.From(data[target]),
            TableFolds.Grouped(groups, 5), true)
        { Groups = groups };
    }

    static TabularData Read(string path) => ImportedTable.Read(Locate(path)).Data;

    static string Locate(string path)
    {
        string shared = Environment.GetEnvironmentVariable("SURROGATE_SHARED")
            ?? Path.Combine(Path.GetDirectoryName(Checkout.Require("../shared/data/README.md"))!, "..");
        string full = Path.GetFullPath(Path.Combine(shared, path));
        return File.Exists(full) ? full
            : throw new RefusedException($"{full}: the published data are not on this machine; put them there, or name their folder in SURROGATE_SHARED.");
    }
}
