using System.Reflection;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;
using SurrogateEngine.Trainers;

namespace SurrogateEngine;

/// <summary>
/// Models, methods, networks, losses and samplers in somebody else's assembly: once it is registered, scenario files, plans and
/// surrogates find them by name like ours.
/// </summary>
public static class Plugins
{
    /// <summary>Loads an assembly and registers what it holds.</summary>
    /// <param name="path">A .dll built against these libraries.</param>
    /// <returns>The assembly.</returns>
    /// <exception cref="RefusedException">It can't be loaded, was built against another version, or names something that has a name
    /// already.</exception>
    public static Assembly Load(string path)
    {
        try
        {
            Assembly assembly = Assembly.LoadFrom(Path.GetFullPath(path));
            Register(assembly);
            return assembly;
        }
        catch (Exception e) when (e is BadImageFormatException)
        {
            throw Refusals.NotAPlugin(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a plugin's .dll", e);
        }
        catch (Exception e) when (e is ReflectionTypeLoadException or TypeLoadException or MissingMemberException
            or TargetInvocationException or ArgumentException)
        {
            throw Refusals.OtherPlugin(path, (e as ReflectionTypeLoadException)?.LoaderExceptions.FirstOrDefault() ?? e.InnerException
                ?? e);
        }
    }

    /// <summary>Registers what an assembly holds that is loaded already.</summary>
    /// <exception cref="RefusedException">It names something that has a name already.</exception>
    public static void Register(Assembly assembly)
    {
        Catalog.Models.Register(assembly);
        Catalog.Mapped.Register(assembly);
        Catalog.Methods.Register(assembly);
        Networks.All.Register(assembly);
        Losses.All.Register(assembly);
        Samplers.All.Register(assembly);
        EmpiricalModels.Known.Register(assembly);
    }
}
