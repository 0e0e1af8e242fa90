/* Draws what stands in the page's own JSON. Every figure stands in a table as well. */
(() => {
  "use strict";
  const source = document.getElementById("pictures");
  if (!source || !window.echarts) return;
  const data = JSON.parse(source.textContent);
  const colours = { red: "#c9342a", orange: "#e8871e", yellow: "#e3b505", blue: "#3b7dd8", green: "#2f9e4f", purple: "#8456b8", grey: "#b4bcc7" };
  const order = Object.keys(data.names);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const page = getComputedStyle(document.body);
  const letters = Math.round(parseFloat(page.fontSize) * 0.8);
  const base = { animation: !still, aria: { enabled: true, decal: { show: true } }, textStyle: { fontFamily: page.fontFamily, fontSize: letters } };
  /* The list behind a piece of a picture, narrowed as the page is. */
  function list(colour) {
    const here = new URLSearchParams(window.location.search);
    const wanted = new URLSearchParams({ colour });
    for (const name of ["part", "unit"]) if (here.get(name)) wanted.set(name, here.get(name));
    window.location.href = `../tasks/?${wanted}`;
  }

  const options = {
    lights: () => ({
      ...base,
      tooltip: { trigger: "item", renderMode: "richText" },
      series: [{
        type: "pie", radius: ["42%", "64%"], label: { formatter: "{b}\n{c}", fontSize: letters, lineHeight: Math.round(letters * 1.35) }, labelLine: { length: 8, length2: 6 }, itemStyle: { borderColor: "#fff", borderWidth: 2 },
        data: order.filter((colour) => data.lights[colour]).map((colour) => ({ name: data.names[colour], value: data.lights[colour], key: colour, itemStyle: { color: colours[colour] } })),
      }],
    }),
    months: () => ({
      ...base,
      tooltip: { trigger: "axis", renderMode: "richText" },
      legend: { top: 0, type: "scroll", textStyle: { fontSize: letters } },
      grid: { left: 40, right: 10, top: 40, bottom: 28 },
      xAxis: { type: "category", axisLabel: { fontSize: letters }, data: data.months.map((month) => month.name) },
      yAxis: { type: "value", minInterval: 1, axisLabel: { fontSize: letters } },
      series: order.filter((colour) => data.months.some((month) => month.lights[colour])).map((colour) => ({
        type: "bar", stack: "lights", name: data.names[colour], itemStyle: { color: colours[colour] }, barMaxWidth: 46,
        /* Only the last bar is the present, which the list of tasks can show. */
        data: data.months.map((month, place) => ({ value: month.lights[colour], key: place === data.months.length - 1 ? colour : "" })),
      })),
    }),
  };

  for (const box of document.querySelectorAll("[data-chart]")) {
    const chart = window.echarts.init(box, null, { renderer: "canvas" });
    chart.setOption(options[box.dataset.chart]());
    chart.on("click", (event) => { if (event.data && event.data.key) list(event.data.key); });
    new ResizeObserver(() => chart.resize()).observe(box);
  }
})();
