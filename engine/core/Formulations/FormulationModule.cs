using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>Makes the carriers known wherever models are asked for by name.</summary>
static class FormulationModule
{
#pragma warning disable CA2255 // Names of carriers stand in scenario files and surrogates, which any class here may read first.
    [ModuleInitializer]
    internal static void Register() => Catalog.Mapped.Register(typeof(FormulationModule).Assembly);
#pragma warning restore CA2255
}
