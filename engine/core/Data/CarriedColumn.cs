namespace SurrogateEngine.Data;

/// <summary>A column of a file of formulations that is no parameter, such as a batch or a date, on its way to the table of their
/// curves.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">One text for each formulation; empty where there was none.</param>
public sealed record CarriedColumn(string Name, IReadOnlyList<string> Values);
