using System.Runtime.InteropServices;

namespace SurrogateEngine.Baselines.Trees;

/// <summary>
/// The C interface of XGBoost (xgboost/c_api.h, version 1.4 and newer), found at run time so that everything else works
/// without it.
/// </summary>
sealed unsafe class XgboostLibrary
{
    /// <summary>Names it goes by: Debian's, that of a Python wheel beside us, macOS's, Windows's.</summary>
    static readonly string[] Names = ["libxgboost.so.0", "libxgboost.so", "libxgboost.dylib", "xgboost.dll"];

    static readonly Lazy<XgboostLibrary?> here = new(() => Find(Names));

    readonly delegate* unmanaged[Cdecl]<byte*> lastError;

    XgboostLibrary(nint library)
    {
        lastError = (delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(library, "XGBGetLastError");
        CreateMatrix = (delegate* unmanaged[Cdecl]<float*, ulong, ulong, float, nint*, int>)NativeLibrary.GetExport(library,
            "XGDMatrixCreateFromMat");
        SetFloats = (delegate* unmanaged[Cdecl]<nint, byte*, float*, ulong, int>)NativeLibrary.GetExport(library, "XGDMatrixSetFloatInfo");
        FreeMatrix = (delegate* unmanaged[Cdecl]<nint, int>)NativeLibrary.GetExport(library, "XGDMatrixFree");
        CreateBooster = (delegate* unmanaged[Cdecl]<nint*, ulong, nint*, int>)NativeLibrary.GetExport(library, "XGBoosterCreate");
        SetParameter = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)NativeLibrary.GetExport(library, "XGBoosterSetParam");
        Update = (delegate* unmanaged[Cdecl]<nint, int, nint, int>)NativeLibrary.GetExport(library, "XGBoosterUpdateOneIter");
        Predict = (delegate* unmanaged[Cdecl]<nint, nint, byte*, ulong**, ulong*, float**, int>)NativeLibrary.GetExport(library,
            "XGBoosterPredictFromDMatrix");
        FreeBooster = (delegate* unmanaged[Cdecl]<nint, int>)NativeLibrary.GetExport(library, "XGBoosterFree");
    }

    /// <summary>Whether it is installed.</summary>
    public static bool IsHere => here.Value is not null;

    public delegate* unmanaged[Cdecl]<float*, ulong, ulong, float, nint*, int> CreateMatrix { get; }

    public delegate* unmanaged[Cdecl]<nint, byte*, float*, ulong, int> SetFloats { get; }

    public delegate* unmanaged[Cdecl]<nint, int> FreeMatrix { get; }

    public delegate* unmanaged[Cdecl]<nint*, ulong, nint*, int> CreateBooster { get; }

    public delegate* unmanaged[Cdecl]<nint, byte*, byte*, int> SetParameter { get; }

    public delegate* unmanaged[Cdecl]<nint, int, nint, int> Update { get; }

    public delegate* unmanaged[Cdecl]<nint, nint, byte*, ulong**, ulong*, float**, int> Predict { get; }

    public delegate* unmanaged[Cdecl]<nint, int> FreeBooster { get; }

    /// <summary>The library.</summary>
    /// <exception cref="RefusedException">It is not installed.</exception>
    public static XgboostLibrary Require() => here.Value ?? throw Refusals.NoXgboost(Names[..1]);

    /// <summary>The first of some libraries that is there, or null.</summary>
    public static XgboostLibrary? Find(IEnumerable<string> names)
    {
        foreach (string name in names)
            if (NativeLibrary.TryLoad(name, out nint library))
                return new(library);
        return null;
    }

    /// <summary>Throws what the library says if a call of it failed.</summary>
    /// <exception cref="RefusedException">The call failed.</exception>
    public void Check(int result)
    {
        if (result != 0)
            throw Refusals.XgboostFailed((Marshal.PtrToStringUTF8((nint)lastError()) ?? "").Split('\n')[0]);
    }
}
