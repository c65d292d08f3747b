using System.Runtime.CompilerServices;

// Steps keep hundreds of vectors on the stack and set each before they read it: clearing them first would cost more than the step.
[module: SkipLocalsInit]
// What a model or a method in somebody else's assembly needs is public; our own assemblies see the rest as well.
[assembly: InternalsVisibleTo("SurrogateEngine.Trainers")]
[assembly: InternalsVisibleTo("SurrogateEngine")]
[assembly: InternalsVisibleTo("SurrogateEngine.Bench")]
[assembly: InternalsVisibleTo("surrogate")]
[assembly: InternalsVisibleTo("SurrogateEngine.Tests")]

// ILGPU builds its launchers in an assembly of this name, and they handle kernel arguments of internal types.
[assembly: InternalsVisibleTo("ILGPURuntime")]
