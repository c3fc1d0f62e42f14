(function () {
  var place = document.getElementById("data");
  fetch(place.getAttribute("data-from")).then(function (answer) { return answer.json(); }).then(function (data) {
    place.textContent = "";
    data.parts.forEach(function (part) {
      var head = document.createElement("h3");
      head.textContent = part.title;
      place.appendChild(head);
      var table = document.createElement("table");
      table.className = "data";
      [part.head].concat(part.rows).forEach(function (row, number) {
        var line = table.insertRow();
        row.forEach(function (cell) {
          var box = document.createElement(number ? "td" : "th");
          box.textContent = cell;
          line.appendChild(box);
        });
      });
      place.appendChild(table);
      (part.notes || []).forEach(function (note) {
        var words = document.createElement("p");
        words.textContent = note;
        place.appendChild(words);
      });
    });
  });
})();
