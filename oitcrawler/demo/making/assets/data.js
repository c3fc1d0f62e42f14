(function () {
  var place = document.querySelector("[data-from]");
  function add(kind, text) {
    var made = document.createElement(kind);
    made.textContent = text;
    place.appendChild(made);
    return made;
  }
  function table(rows) {
    var made = add("table", "");
    made.className = "data";
    rows.forEach(function (row, number) {
      var line = made.insertRow();
      row.forEach(function (cell) {
        var box = document.createElement(number ? "td" : "th");
        box.textContent = cell;
        line.appendChild(box);
      });
    });
  }
  fetch(place.getAttribute("data-from")).then(function (answer) { return answer.json(); }).then(function (data) {
    place.textContent = "";
    if (place.id === "app") {
      add("h1", document.title);
      add("a", "กลับหน้าหลัก").href = "/";
    }
    data.parts.forEach(function (part) {
      add("h3", part.title);
      table([part.head].concat(part.rows));
      (part.notes || []).forEach(function (note) { add("p", note); });
    });
  });
})();
