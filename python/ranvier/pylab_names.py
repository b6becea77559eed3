"""Names of the star import that pylab brings, by the module they come from."""

_PYLAB = """
AbstractContextManager Annotation Arrow Artist AutoLocator AxLine Axes BackendFilter Button Circle Colorizer
ColorizingArtist Colormap DateFormatter DateLocator DayLocator Enum ExitStack FR Figure FigureBase FigureCanvasBase
FigureManagerBase FixedFormatter FixedLocator FormatStrFormatter Formatter FuncFormatter GridSpec HourLocator IO
IndexLocator Line2D LinearLocator Locator LogFormatter LogFormatterExponent LogFormatterMathtext LogLocator MO
MaxNLocator MinuteLocator MonthLocator MouseButton MultipleLocator Normalize NullFormatter NullLocator PolarAxes Polygon
RRuleLocator Rectangle SA SU ScalarFormatter SecondLocator Slider Subplot SubplotSpec TH TU Text TickHelper WE
WeekdayLocator Widget YearLocator acorr angle_spectrum annotate arrow autoscale autumn available_backends axes axhline
axhspan axis axline axvline axvspan backend_registry bar bar_label barbs barh bone box boxplot broken_barh cla clabel clf
clim close cohere color_sequences colorbar colormaps connect contour contourf cool copper csd cycler date2num datestr2num
delaxes detrend detrend_linear detrend_mean detrend_none disconnect drange draw draw_all draw_if_interactive ecdf errorbar
eventplot figaspect figimage figlegend fignum_exists figtext figure fill fill_between fill_betweenx findobj flag flatten
gca gcf gci get get_backend get_cmap get_current_fig_manager get_figlabels get_fignums get_plot_commands get_scale_names
getp ginput gray grid grouped_bar hexbin hist hist2d hlines hot hsv imread imsave imshow inferno
install_repl_displayhook interactive ioff ion isinteractive jet legend locator_params loglog magma magnitude_spectrum
margins matshow minorticks_off minorticks_on new_figure_manager nipy_spectral num2date pause pcolor pcolormesh
phase_spectrum pie pie_label pink plasma plot polar prism psd quiver quiverkey rc rcParams rcParamsDefault rcParamsOrig
rc_context rcdefaults relativedelta rgrids rrule savefig sca scatter sci semilogx semilogy set_cmap set_loglevel setp
show silent_list specgram spring spy stackplot stairs stem step streamplot subplot subplot2grid subplot_mosaic
subplot_tool subplots subplots_adjust summer suptitle switch_backend table text thetagrids tick_params ticklabel_format
tight_layout title tricontour tricontourf tripcolor triplot twinx twiny uninstall_repl_displayhook violinplot viridis
vlines waitforbuttonpress window_hanning window_none winter xcorr xkcd xlabel xlim xscale xticks ylabel ylim yscale yticks
"""

# Names that pylab passes on from the standard library: there is nothing to wait for.
STANDARD_LIBRARY_NAMES = {
    "AbstractContextManager": "contextlib",
    "ExitStack": "contextlib",
    "Enum": "enum",
    "IO": "typing",
    "TYPE_CHECKING": "typing",
    "cast": "typing",
    "overload": "typing",
    "annotations": "__future__",
}
STANDARD_MODULES = (
    "datetime", "functools", "importlib", "inspect", "logging", "signal", "sys", "threading", "time",
)  # fmt: skip

# name: module of matplotlib
MATPLOTLIB_MODULES = {
    "matplotlib": "matplotlib",
    "mpl": "matplotlib",
    "plt": "matplotlib.pyplot",
    "cbook": "matplotlib.cbook",
    "mlab": "matplotlib.mlab",
    "rcsetup": "matplotlib.rcsetup",
    "style": "matplotlib.style",
}
# Those whose module is named here do not need pyplot, so that a script can choose a back end first.
_MODULE_WITHOUT_PYPLOT = {
    "rcParams": "matplotlib",
    "rcParamsDefault": "matplotlib",
    "rcParamsOrig": "matplotlib",
    "get_backend": "matplotlib",
    "interactive": "matplotlib",
    "cycler": "cycler",
    "relativedelta": "dateutil.relativedelta",
    "rrule": "dateutil.rrule",
}
MATPLOTLIB_NAMES = {
    name: _MODULE_WITHOUT_PYPLOT.get(name, "matplotlib.pylab")
    for name in _PYLAB.split()
    if name not in STANDARD_LIBRARY_NAMES
}
# Plain values that matplotlib passes on.
CONSTANTS = {
    "YEARLY": 0, "MONTHLY": 1, "WEEKLY": 2, "DAILY": 3, "HOURLY": 4, "MINUTELY": 5, "SECONDLY": 6,
    "requested_backend": None,
}  # fmt: skip
