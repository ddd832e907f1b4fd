<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About QEU Station</source>
        <translation>QEU Stationについて</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Compares a part with one that passed, cell by cell, and keeps a record that proves itself. Apache License 2.0.</source>
        <translation>ワークを合格品とセルごとに比べ、改ざんを見破れる記録を残します。Apache License 2.0。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>ホーム</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>About QEU Station</source>
        <translation>QEU Stationについて</translation>
    </message>
    <message>
        <source>Agree with the verdict</source>
        <translation>判定に同意</translation>
    </message>
    <message>
        <source>Begin a new shift…</source>
        <translation>新しいシフトを開始…</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>交互</translation>
    </message>
    <message>
        <source>Blink reference and test</source>
        <translation>基準とテストを交互に表示</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>枠</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>カメラ</translation>
    </message>
    <message>
        <source>Camera or video…</source>
        <translation>カメラ・動画…</translation>
    </message>
    <message>
        <source>Change product…</source>
        <translation>製品を変更…</translation>
    </message>
    <message>
        <source>Choose recipe…</source>
        <translation>レシピを選ぶ…</translation>
    </message>
    <message>
        <source>Close source</source>
        <translation>入力元を閉じる</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>訂正</translation>
    </message>
    <message>
        <source>Deselect</source>
        <translation>選択を解除</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差分</translation>
    </message>
    <message>
        <source>Draw a box around a defect</source>
        <translation>欠陥を枠で囲む</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>探す</translation>
    </message>
    <message>
        <source>Find an action…</source>
        <translation>操作を探す…</translation>
    </message>
    <message>
        <source>First part</source>
        <translation>最初のワーク</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>全体</translation>
    </message>
    <message>
        <source>Fit pictures</source>
        <translation>画像を全体表示</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全画面</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>検査</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>Last part</source>
        <translation>最後のワーク</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>New product…</source>
        <translation>新しい製品…</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Next part</source>
        <translation>次のワーク</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>メモ…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open folder of pairs…</source>
        <translation>画像ペアのフォルダーを開く…</translation>
    </message>
    <message>
        <source>Open the sample product</source>
        <translation>サンプル製品を開く</translation>
    </message>
    <message>
        <source>Open two pictures…</source>
        <translation>画像を2枚開く…</translation>
    </message>
    <message>
        <source>Operator mode</source>
        <translation>作業者モード</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>ワーク</translation>
    </message>
    <message>
        <source>Part is NG</source>
        <translation>ワークはNG</translation>
    </message>
    <message>
        <source>Part is OK</source>
        <translation>ワークはOK</translation>
    </message>
    <message>
        <source>Pictures above each other</source>
        <translation>画像を上下に並べる</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Previous part</source>
        <translation>前のワーク</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Redo correction</source>
        <translation>訂正をやり直す</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>設定…</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>シフト</translation>
    </message>
    <message>
        <source>Show difference</source>
        <translation>差分を表示</translation>
    </message>
    <message>
        <source>Show grid</source>
        <translation>グリッドを表示</translation>
    </message>
    <message>
        <source>Sign on…</source>
        <translation>サインオン…</translation>
    </message>
    <message>
        <source>Strike out the selected finding</source>
        <translation>選んだ検出を取り消す</translation>
    </message>
    <message>
        <source>Type a serial number</source>
        <translation>シリアル番号を入力</translation>
    </message>
    <message>
        <source>Undo correction</source>
        <translation>訂正を元に戻す</translation>
    </message>
    <message>
        <source>View</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>フォルダーを監視…</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>縮小</translation>
    </message>
</context>
<context>
    <name>Inspect</name>
    <message>
        <source>1 correction of {part} is NOT SAVED</source>
        <translation>{part} の訂正 1 件が未保存です</translation>
    </message>
    <message>
        <source>Advises {own}.</source>
        <translation>参考: {own}。</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>All parts</source>
        <translation>全ワーク</translation>
    </message>
    <message>
        <source>Alone {own}.</source>
        <translation>単独では {own}。</translation>
    </message>
    <message>
        <source>Answer the question first</source>
        <translation>先に質問に答えてください</translation>
    </message>
    <message>
        <source>Being saved</source>
        <translation>保存しています</translation>
    </message>
    <message>
        <source>Camera lost: this picture is {count} min old</source>
        <translation>カメラが切れました: この画像は{count}分前のものです</translation>
    </message>
    <message>
        <source>Camera lost: this picture is {count} s old</source>
        <translation>カメラが切れました: この画像は{count}秒前のものです</translation>
    </message>
    <message>
        <source>Camera or video</source>
        <translation>カメラ・動画</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Cell {typed}… then a class key; Esc clears</source>
        <translation>セル {typed}…&#x3000;続けてクラスのキー&#x3000;Esc: 取消</translation>
    </message>
    <message>
        <source>Cells {cells}</source>
        <translation>セル {cells}</translation>
    </message>
    <message>
        <source>Choose recipe</source>
        <translation>レシピを選ぶ</translation>
    </message>
    <message>
        <source>Choose the recipe that judges these parts: Ctrl+R</source>
        <translation>このワークを判定するレシピを選んでください: Ctrl+R</translation>
    </message>
    <message>
        <source>Choose the recipe that judges these pictures: Ctrl+R</source>
        <translation>この画像を判定するレシピを選んでください: Ctrl+R</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>訂正済み</translation>
    </message>
    <message>
        <source>Corrected {count}</source>
        <translation>訂正 {count}</translation>
    </message>
    <message>
        <source>Counters of the shift</source>
        <translation>シフトの集計</translation>
    </message>
    <message>
        <source>Ctrl+O: open a folder of pairs. Ctrl+L: camera or video</source>
        <translation>Ctrl+O: 画像ペアのフォルダー&#x3000;Ctrl+L: カメラ・動画</translation>
    </message>
    <message>
        <source>Ctrl+R: choose a recipe</source>
        <translation>Ctrl+R: レシピを選ぶ</translation>
    </message>
    <message>
        <source>Del: strike out or bring back. Esc clears</source>
        <translation>Del: 取り消す・戻す&#x3000;Esc: 選択解除</translation>
    </message>
    <message>
        <source>Drop two pictures, one folder or one CSV; {count} things were dropped.</source>
        <translation>画像2枚、フォルダー1つ、CSV 1つのどれかをドロップしてください({count}個ありました)。</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Enter or Right: next part. Ctrl+Z: undo</source>
        <translation>Enter・→: 次のワーク&#x3000;Ctrl+Z: 元に戻す</translation>
    </message>
    <message>
        <source>Enter: agree. F9: OK. F10: NG. Cells: type an address</source>
        <translation>Enter: 同意&#x3000;F9: OK&#x3000;F10: NG&#x3000;セル: 番地を入力</translation>
    </message>
    <message>
        <source>Inspectors</source>
        <translation>検査器</translation>
    </message>
    <message>
        <source>Judging</source>
        <translation>判定中</translation>
    </message>
    <message>
        <source>Judging. Right: next part</source>
        <translation>判定中&#x3000;→: 次のワーク</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Last parts</source>
        <translation>最近のワーク</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>ライブ</translation>
    </message>
    <message>
        <source>Mistake</source>
        <translation>読み間違い</translation>
    </message>
    <message>
        <source>NG</source>
        <translation>NG</translation>
    </message>
    <message>
        <source>NOT SAVED</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>NOT SAVED. Enter: try again</source>
        <translation>保存されていません。Enter: もう一度</translation>
    </message>
    <message>
        <source>New pairs are shown as soon as they are complete</source>
        <translation>新しい画像ペアは、そろい次第表示します</translation>
    </message>
    <message>
        <source>New parts waiting: {count}</source>
        <translation>待機中の新しいワーク: {count}</translation>
    </message>
    <message>
        <source>New shift</source>
        <translation>新しいシフト</translation>
    </message>
    <message>
        <source>Next serial</source>
        <translation>次のシリアル</translation>
    </message>
    <message>
        <source>No cell begins with {key}</source>
        <translation>{key} で始まるセルはありません</translation>
    </message>
    <message>
        <source>No part is open</source>
        <translation>ワークが開かれていません</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>画像なし</translation>
    </message>
    <message>
        <source>No picture came from the camera; nothing was judged. {why}</source>
        <translation>カメラから画像が届かず、判定していません。{why}</translation>
    </message>
    <message>
        <source>No picture: check the camera; it is opened again by itself</source>
        <translation>画像が来ません。カメラを確認してください(自動で再接続します)</translation>
    </message>
    <message>
        <source>No recipe</source>
        <translation>レシピなし</translation>
    </message>
    <message>
        <source>No reference</source>
        <translation>基準がありません</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>Not judged yet; nothing was taken. Space: inspect</source>
        <translation>まだ判定していません。入力は受け付けていません。Space: 検査</translation>
    </message>
    <message>
        <source>Not saved yet: sign on (F3) and it is</source>
        <translation>未保存です。サインオン(F3)すると保存されます</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Note on this part</source>
        <translation>このワークのメモ</translation>
    </message>
    <message>
        <source>Nothing is judged yet. Space: take a picture and inspect it</source>
        <translation>まだ何も判定していません。Space: 撮影して検査</translation>
    </message>
    <message>
        <source>Nothing open</source>
        <translation>入力元なし</translation>
    </message>
    <message>
        <source>Nothing that was dropped is a file.</source>
        <translation>ドロップされたものはファイルではありません。</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Open folder of pairs</source>
        <translation>画像ペアのフォルダーを開く</translation>
    </message>
    <message>
        <source>Open pictures, or drop two of them here.</source>
        <translation>画像を開くか、ここに2枚ドロップしてください。</translation>
    </message>
    <message>
        <source>Open the sample product</source>
        <translation>サンプル製品を開く</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>読み込み中</translation>
    </message>
    <message>
        <source>Pressed too early: nothing was taken. {hint}</source>
        <translation>早すぎる操作のため、何も受け付けていません。{hint}</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>異常</translation>
    </message>
    <message>
        <source>REVIEW needs your word: F9 OK, F10 NG</source>
        <translation>REVIEWは人が決めます: F9 OK、F10 NG</translation>
    </message>
    <message>
        <source>REVIEW needs your word: F9 OK, F10 NG. Cells: type an address</source>
        <translation>REVIEWは人が決めます: F9 OK、F10 NG&#x3000;セル: 番地を入力</translation>
    </message>
    <message>
        <source>Re-inspection</source>
        <translation>再検査</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Region {id}</source>
        <translation>領域 {id}</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>再起動</translation>
    </message>
    <message>
        <source>Restart {name}</source>
        <translation>{name} を再起動</translation>
    </message>
    <message>
        <source>Right: next part</source>
        <translation>→: 次のワーク</translation>
    </message>
    <message>
        <source>Right: next part. Space: try again</source>
        <translation>→: 次のワーク&#x3000;Space: もう一度</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存済み</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>Scan, or press F4</source>
        <translation>スキャン、またはF4</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>シリアル番号</translation>
    </message>
    <message>
        <source>Serial {serial}</source>
        <translation>シリアル {serial}</translation>
    </message>
    <message>
        <source>Serial {serial} came before the station was open; enter it again.</source>
        <translation>ステーションが開く前にシリアル {serial} が届きました。もう一度入力してください。</translation>
    </message>
    <message>
        <source>Serial {serial} was judged before: {verdict} as {part}, {at}. What is this?</source>
        <translation>シリアル {serial} は判定済みです({verdict}、{part}、{at})。どちらですか?</translation>
    </message>
    <message>
        <source>Since {time}</source>
        <translation>{time} から</translation>
    </message>
    <message>
        <source>Space: inspect. Right: next part</source>
        <translation>Space: 検査&#x3000;→: 次のワーク</translation>
    </message>
    <message>
        <source>Space: take a picture and inspect it</source>
        <translation>Space: 撮影して検査</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>起動中</translation>
    </message>
    <message>
        <source>The box lies outside the test image</source>
        <translation>枠がテスト画像の外にあります</translation>
    </message>
    <message>
        <source>The inspectors are being started</source>
        <translation>検査器を起動しています</translation>
    </message>
    <message>
        <source>The part has just come; nothing was taken</source>
        <translation>ワークが表示されたばかりです。入力は受け付けていません</translation>
    </message>
    <message>
        <source>The pictures are being read</source>
        <translation>画像を読み込んでいます</translation>
    </message>
    <message>
        <source>The pictures are not there yet; nothing was taken</source>
        <translation>画像がまだ表示されていません。入力は受け付けていません</translation>
    </message>
    <message>
        <source>The pictures have ended: this was the last one</source>
        <translation>画像は終わりました: これが最後の画像です</translation>
    </message>
    <message>
        <source>The verdict is not there yet; nothing was taken</source>
        <translation>判定がまだ出ていません。入力は受け付けていません</translation>
    </message>
    <message>
        <source>There are no pairs here</source>
        <translation>ここに画像ペアはありません</translation>
    </message>
    <message>
        <source>This is the last part. Ctrl+Z: undo</source>
        <translation>最後のワークです&#x3000;Ctrl+Z: 元に戻す</translation>
    </message>
    <message>
        <source>This recipe takes its reference from each pair, and a camera brings none. Ctrl+R: choose one with a reference of its own</source>
        <translation>このレシピは各ペアの基準画像を使いますが、カメラの画像には基準がありません。Ctrl+R: 基準画像を持つレシピを選んでください</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合計</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>戻す</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>Waiting for pairs in {folder}</source>
        <translation>フォルダー {folder} にペアが届くのを待っています</translation>
    </message>
    <message>
        <source>What is in the box?</source>
        <translation>枠の中は何ですか?</translation>
    </message>
    <message>
        <source>Yield</source>
        <translation>良品率</translation>
    </message>
    <message>
        <source>Your corrections say another thing than the verdict: F9 OK, F10 NG</source>
        <translation>訂正と判定が食い違っています: F9 OK、F10 NG</translation>
    </message>
    <message>
        <source>advisory</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>{name}</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>訂正あり</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>mean ms</source>
        <translation>平均 ms</translation>
    </message>
    <message>
        <source>min ms</source>
        <translation>最小 ms</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>no name yet (F3)</source>
        <translation>氏名未入力 (F3)</translation>
    </message>
    <message>
        <source>p95 ms</source>
        <translation>p95 ms</translation>
    </message>
    <message>
        <source>picture gone</source>
        <translation>画像なし</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>再起動中</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>起動中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>休止</translation>
    </message>
    <message>
        <source>{cells}: press {keys}; a comma adds a cell; Esc clears</source>
        <translation>{cells}: {keys} を押す&#x3000;「,」でセル追加&#x3000;Esc: 取消</translation>
    </message>
    <message>
        <source>{count} corrections are NOT SAVED ({parts})</source>
        <translation>訂正 {count} 件が未保存です ({parts})</translation>
    </message>
    <message>
        <source>{count} pictures were dropped; drop one or two, or the folder that holds them.</source>
        <translation>画像が{count}枚ドロップされました。1枚か2枚、またはフォルダーをドロップしてください。</translation>
    </message>
    <message>
        <source>{key} is the key of no class</source>
        <translation>{key} に割り当てたクラスはありません</translation>
    </message>
    <message>
        <source>{own} is its own opinion and only advice; the verdict is {all}.</source>
        <translation>{own} はこの検査器の参考意見です。判定は {all} です。</translation>
    </message>
    <message>
        <source>{own} is its own opinion; all inspectors together say {all}.</source>
        <translation>{own} はこの検査器だけの意見です。全検査器の総合判定は {all} です。</translation>
    </message>
    <message>
        <source>{position} of {count}</source>
        <translation>{position} / {count}</translation>
    </message>
    <message>
        <source>{unsaved}: sign on (F3)</source>
        <translation>{unsaved}: サインオンしてください (F3)</translation>
    </message>
    <message>
        <source>{unsaved}: tried again every few seconds</source>
        <translation>{unsaved}: 数秒ごとに自動で再試行します</translation>
    </message>
    <message>
        <source>{what} by {name} is recorded already. Right: next part</source>
        <translation>{name} による {what} はすでに記録されています。→: 次のワーク</translation>
    </message>
    <message>
        <source>{what}, {by}</source>
        <translation>{what}、{by}</translation>
    </message>
</context>
<context>
    <name>LiveSource</name>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>Begin again at the end</source>
        <translation>終わったら最初に戻る</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>参照…</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>カメラ</translation>
    </message>
    <message>
        <source>Camera, or its number</source>
        <translation>カメラ、またはその番号</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>File or folder</source>
        <translation>ファイルまたはフォルダー</translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <translation>画像のフォルダー</translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation>高さ(画素)</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>カメラの既定</translation>
    </message>
    <message>
        <source>Its pictures appear here.</source>
        <translation>ここに画像が映ります。</translation>
    </message>
    <message>
        <source>Live picture</source>
        <translation>ライブ画像</translation>
    </message>
    <message>
        <source>Live pictures</source>
        <translation>ライブ画像</translation>
    </message>
    <message>
        <source>Network stream</source>
        <translation>ネットワーク映像</translation>
    </message>
    <message>
        <source>No picture. It is tried again.</source>
        <translation>画像が来ません。再接続しています。</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>開いています…</translation>
    </message>
    <message>
        <source>Show its pictures</source>
        <translation>画像を表示</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>入力元</translation>
    </message>
    <message>
        <source>The pictures have ended.</source>
        <translation>画像は終わりました。</translation>
    </message>
    <message>
        <source>Turned</source>
        <translation>回転</translation>
    </message>
    <message>
        <source>Use this source</source>
        <translation>この入力元を使う</translation>
    </message>
    <message>
        <source>Video file</source>
        <translation>動画ファイル</translation>
    </message>
    <message>
        <source>Width in pixels</source>
        <translation>幅(画素)</translation>
    </message>
    <message>
        <source>{degrees}° clockwise</source>
        <translation>右に{degrees}°</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>All messages</source>
        <translation>すべてのメッセージ</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>レポートをコピー</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Nothing was logged yet.</source>
        <translation>まだ何も記録されていません。</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>ログのフォルダーを開く</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告とエラー</translation>
    </message>
    <message>
        <source>Which messages</source>
        <translation>表示するメッセージ</translation>
    </message>
</context>
<context>
    <name>NewProduct</name>
    <message>
        <source>A corner cannot cross the line between its neighbours.</source>
        <translation>隅は、隣り合う隅を結ぶ線を越えられません。</translation>
    </message>
    <message>
        <source>A file or folder</source>
        <translation>ファイルまたはフォルダー</translation>
    </message>
    <message>
        <source>A number such as 3, a range such as 1-9, or names.</source>
        <translation>3のような数、1-9のような範囲、または名前。</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>クラスを追加</translation>
    </message>
    <message>
        <source>Add a picture of a good part first.</source>
        <translation>先に良品の画像を追加してください。</translation>
    </message>
    <message>
        <source>Add a picture of a good part.</source>
        <translation>良品の画像を追加してください。</translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation>画像を追加…</translation>
    </message>
    <message>
        <source>Allowed: {allowed}.</source>
        <translation>使える値: {allowed}</translation>
    </message>
    <message>
        <source>Arrow keys move</source>
        <translation>矢印キーで移動</translation>
    </message>
    <message>
        <source>As brightness (grey)</source>
        <translation>明るさ(グレー)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Black and white (line art, films)</source>
        <translation>白黒(線画、フィルム)</translation>
    </message>
    <message>
        <source>Bottom left corner</source>
        <translation>左下の隅</translation>
    </message>
    <message>
        <source>Bottom right corner</source>
        <translation>右下の隅</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Cells judged: {count}</source>
        <translation>判定するセル: {count}</translation>
    </message>
    <message>
        <source>Cells that are not good: {cells}</source>
        <translation>良品でないセル: {cells}</translation>
    </message>
    <message>
        <source>Change {recipe}</source>
        <translation>{recipe} を変更</translation>
    </message>
    <message>
        <source>Changed since it was tried</source>
        <translation>試した後に変更されています</translation>
    </message>
    <message>
        <source>Checking the name…</source>
        <translation>名前を確認しています…</translation>
    </message>
    <message>
        <source>Choose a test picture…</source>
        <translation>テスト画像を選ぶ…</translation>
    </message>
    <message>
        <source>Choose an example picture…</source>
        <translation>見本の画像を選ぶ…</translation>
    </message>
    <message>
        <source>Choose an inspector that decides.</source>
        <translation>判定する検査器を選んでください。</translation>
    </message>
    <message>
        <source>Choose its reference too.</source>
        <translation>その基準画像も選んでください。</translation>
    </message>
    <message>
        <source>Choose the picture of a part, a good or a bad one.</source>
        <translation>ワークの画像を選んでください(良品でも不良品でも)。</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>クラス</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>クラスの色</translation>
    </message>
    <message>
        <source>Colour {colour}; press to choose another</source>
        <translation>色 {colour}。押すと選び直せます</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Compare with pictures of good parts</source>
        <translation>良品の画像と比べる</translation>
    </message>
    <message>
        <source>Decides</source>
        <translation>判定する</translation>
    </message>
    <message>
        <source>Does it judge as it should?</source>
        <translation>正しく判定しますか?</translation>
    </message>
    <message>
        <source>Drag the four corners onto the part. Click a cell that is never judged to cross it out.</source>
        <translation>四隅をワークに合わせてください。判定しないセルはクリックして除外します。</translation>
    </message>
    <message>
        <source>Every cell is good.</source>
        <translation>すべてのセルが良品です。</translation>
    </message>
    <message>
        <source>Every pair brings its own reference</source>
        <translation>画像ペアごとに基準画像がある</translation>
    </message>
    <message>
        <source>Every pair brings its own reference beside the test picture, such as A_temp.png beside A_test.png.</source>
        <translation>画像ペアごとに、テスト画像の隣に基準画像を置きます(例: A_test.png の隣に A_temp.png)。</translation>
    </message>
    <message>
        <source>Example picture</source>
        <translation>見本の画像</translation>
    </message>
    <message>
        <source>Folder of good parts</source>
        <translation>良品のフォルダー</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>名前を付けてください。</translation>
    </message>
    <message>
        <source>Give the product a name.</source>
        <translation>製品の名前を付けてください。</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>グリッド</translation>
    </message>
    <message>
        <source>Grid over the picture; arrow keys move the chosen corner</source>
        <translation>画像に重ねたグリッド。矢印キーで選んだ隅を動かします</translation>
    </message>
    <message>
        <source>In colour</source>
        <translation>カラー</translation>
    </message>
    <message>
        <source>Inspectors</source>
        <translation>検査器</translation>
    </message>
    <message>
        <source>It becomes a version of the recipe. Every later change makes a new version; none is ever overwritten.</source>
        <translation>レシピの1つの版になります。後で変更すると新しい版ができ、上書きされることはありません。</translation>
    </message>
    <message>
        <source>It judges with a model made elsewhere, which this product does not have yet. Save the product without it, then take the model in with: qeu-station model import.</source>
        <translation>外部で作られたモデルで判定しますが、この製品にはまだありません。モデルなしで製品を保存し、qeu-station model import でモデルを取り込んでください。</translation>
    </message>
    <message>
        <source>It judges with a trained model, which this product does not have yet. Save the product without it, correct some parts, then train {trainer}.</source>
        <translation>学習済みモデルで判定しますが、この製品にはまだありません。これを使わずに保存し、ワークをいくつか訂正してから {trainer} で学習してください。</translation>
    </message>
    <message>
        <source>Its plugin is not there; mend it or untick it.</source>
        <translation>プラグインがありません。直すか、選択を外してください。</translation>
    </message>
    <message>
        <source>Its reference…</source>
        <translation>その基準画像…</translation>
    </message>
    <message>
        <source>Judge a part now; nothing is recorded. Limits learned from a folder of good parts judge better than the defaults.</source>
        <translation>ワークを試しに判定します。記録は残りません。良品のフォルダーから学習したしきい値は、既定値より正確に判定します。</translation>
    </message>
    <message>
        <source>Judge again</source>
        <translation>もう一度判定</translation>
    </message>
    <message>
        <source>Judging…</source>
        <translation>判定しています…</translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation>作業を続ける</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Key of the class</source>
        <translation>クラスのキー</translation>
    </message>
    <message>
        <source>Laying the pictures…</source>
        <translation>画像を位置合わせしています…</translation>
    </message>
    <message>
        <source>Learn from good parts…</source>
        <translation>良品から学習…</translation>
    </message>
    <message>
        <source>Learning from good parts…</source>
        <translation>良品から学習しています…</translation>
    </message>
    <message>
        <source>Learning from part {done} of {total}</source>
        <translation>良品から学習中({done} / {total})</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>保存せずに閉じる</translation>
    </message>
    <message>
        <source>Leave without saving this product?</source>
        <translation>保存せずに閉じますか?</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>しきい値</translation>
    </message>
    <message>
        <source>Limits learned from good parts: {count}</source>
        <translation>良品{count}個からしきい値を学習しました</translation>
    </message>
    <message>
        <source>Looking for inspectors…</source>
        <translation>検査器を探しています…</translation>
    </message>
    <message>
        <source>Mend the rows and columns first.</source>
        <translation>先に行と列を直してください。</translation>
    </message>
    <message>
        <source>Move to the front</source>
        <translation>先頭へ移動</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Name of the class</source>
        <translation>クラスの名前</translation>
    </message>
    <message>
        <source>Name the kinds of defects. Their keys correct a cell while parts are looked at. Without any, every defect is “unknown”.</source>
        <translation>欠陥の種類に名前を付けてください。検査中はそのキーでセルを訂正できます。付けないと、欠陥はすべて「unknown」になります。</translation>
    </message>
    <message>
        <source>Name the product and add pictures of one or several parts that passed. Every part will be compared with them.</source>
        <translation>製品に名前を付け、合格したワークの画像を1枚以上追加してください。すべてのワークをこれと比べます。</translation>
    </message>
    <message>
        <source>Never judged</source>
        <translation>判定しない</translation>
    </message>
    <message>
        <source>New product</source>
        <translation>新しい製品</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>No camera is open; open one with File, Camera or video.</source>
        <translation>カメラが開かれていません。「ファイル」の「カメラ・動画」で開いてください。</translation>
    </message>
    <message>
        <source>No picture yet. Add files, drop them here, or take one from the camera.</source>
        <translation>画像がありません。ファイルを追加するか、ここにドロップするか、カメラで撮影してください。</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>まだ確認していません</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>まだ保存していません</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>まだ試していません</translation>
    </message>
    <message>
        <source>One inspector is enough to begin. Those that decide must answer in time; those that only advise never change a verdict.</source>
        <translation>まずは1つで十分です。判定する検査器は期限内に答える必要があります。参考のみの検査器は判定を変えません。</translation>
    </message>
    <message>
        <source>Only advises</source>
        <translation>参考のみ</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Pictures ({suffixes})</source>
        <translation>画像 ({suffixes})</translation>
    </message>
    <message>
        <source>Pictures are looked at</source>
        <translation>画像の見方</translation>
    </message>
    <message>
        <source>Pictures of good parts</source>
        <translation>良品の画像</translation>
    </message>
    <message>
        <source>Pictures of good parts: {count}</source>
        <translation>良品の画像: {count}枚</translation>
    </message>
    <message>
        <source>Plugins that could not be loaded</source>
        <translation>読み込めなかったプラグイン</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>製品</translation>
    </message>
    <message>
        <source>Reading the pictures…</source>
        <translation>画像を読み込んでいます…</translation>
    </message>
    <message>
        <source>Ready to save?</source>
        <translation>保存しますか?</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>基準画像</translation>
    </message>
    <message>
        <source>Reference of the test picture</source>
        <translation>テスト画像の基準画像</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save new version</source>
        <translation>新しい版を保存</translation>
    </message>
    <message>
        <source>Save product</source>
        <translation>製品を保存</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>Seconds to answer</source>
        <translation>回答期限(秒)</translation>
    </message>
    <message>
        <source>Something is still missing; see the steps at the left.</source>
        <translation>まだ足りないものがあります。左の手順を見てください。</translation>
    </message>
    <message>
        <source>Something unforeseen went wrong: {reason}. See the log.</source>
        <translation>予期しない問題が起きました: {reason}。ログを見てください。</translation>
    </message>
    <message>
        <source>Starting the inspectors…</source>
        <translation>検査器を起動しています…</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>手順</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Take from the camera</source>
        <translation>カメラで撮影</translation>
    </message>
    <message>
        <source>Test picture</source>
        <translation>テスト画像</translation>
    </message>
    <message>
        <source>The camera gives no picture now; try again.</source>
        <translation>カメラから画像が来ません。もう一度試してください。</translation>
    </message>
    <message>
        <source>The grid covers the whole picture. Choose an example picture to place it.</source>
        <translation>グリッドは画像全体にかかっています。位置を決めるには見本の画像を選んでください。</translation>
    </message>
    <message>
        <source>The key “{key}” already means “{name}”.</source>
        <translation>キー「{key}」はすでに「{name}」に使われています。</translation>
    </message>
    <message>
        <source>The name “{name}” is used already.</source>
        <translation>名前「{name}」はすでに使われています。</translation>
    </message>
    <message>
        <source>The product was changed since; judge again.</source>
        <translation>その後に変更されています。もう一度判定してください。</translation>
    </message>
    <message>
        <source>This is not valid JSON: {reason}.</source>
        <translation>正しいJSONではありません: {reason}</translation>
    </message>
    <message>
        <source>This must be filled in.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>表題</translation>
    </message>
    <message>
        <source>Top left corner</source>
        <translation>左上の隅</translation>
    </message>
    <message>
        <source>Top right corner</source>
        <translation>右上の隅</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>試す</translation>
    </message>
    <message>
        <source>Type a count such as 3, a range such as 1-9, or labels.</source>
        <translation>3のような数、1-9のような範囲、または名前を入力してください。</translation>
    </message>
    <message>
        <source>Type a number from 1 to {most}, a range such as {range}, or names.</source>
        <translation>1～{most}の数、{range}のような範囲、または名前を入力してください。</translation>
    </message>
    <message>
        <source>Use this inspector for the product</source>
        <translation>この製品にこの検査器を使う</translation>
    </message>
    <message>
        <source>Version {version}, from plugin {plugin} {plugin_version}</source>
        <translation>バージョン {version}(プラグイン {plugin} {plugin_version})</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>What can be wrong with it?</source>
        <translation>どんな欠陥がありますか?</translation>
    </message>
    <message>
        <source>What does a good part look like?</source>
        <translation>良品はどんな見た目ですか?</translation>
    </message>
    <message>
        <source>What was entered here is lost.</source>
        <translation>入力した内容は失われます。</translation>
    </message>
    <message>
        <source>Where are the cells?</source>
        <translation>セルはどこですか?</translation>
    </message>
    <message>
        <source>Who judges it?</source>
        <translation>どの検査器で判定しますか?</translation>
    </message>
    <message>
        <source>Whole grid</source>
        <translation>グリッド全体</translation>
    </message>
    <message>
        <source>Whole part: {ms:.0f} ms</source>
        <translation>ワーク全体: {ms:.0f} ms</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>画像全体</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>有限の数値</translation>
    </message>
    <message>
        <source>above {low:g}</source>
        <translation>{low:g} より大きい値</translation>
    </message>
    <message>
        <source>above {low:g}, up to {high:g}</source>
        <translation>{low:g} より大きく {high:g} 以下</translation>
    </message>
    <message>
        <source>at least {low:g}</source>
        <translation>{low:g} 以上</translation>
    </message>
    <message>
        <source>at most {high:g}</source>
        <translation>{high:g} 以下</translation>
    </message>
    <message>
        <source>below {high:g}</source>
        <translation>{high:g} 未満</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>組み込み</translation>
    </message>
    <message>
        <source>carries the grid</source>
        <translation>グリッドの基準</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>every pair brings its own</source>
        <translation>画像ペアごとに用意</translation>
    </message>
    <message>
        <source>learned from good parts: {count}</source>
        <translation>良品{count}個から学習済み</translation>
    </message>
    <message>
        <source>left out: {count}, such as {name} ({reason})</source>
        <translation>除外: {count}個、例: {name}({reason})</translation>
    </message>
    <message>
        <source>none; every defect is “unknown”</source>
        <translation>なし(欠陥はすべて「unknown」)</translation>
    </message>
    <message>
        <source>not learned yet; the inspectors&apos; own defaults are used</source>
        <translation>未学習(検査器の既定値を使用)</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>optional, for reports</source>
        <translation>任意、レポート用</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>カンマ区切り</translation>
    </message>
    <message>
        <source>such as scratched</source>
        <translation>例: scratched</translation>
    </message>
    <message>
        <source>such as tray-12</source>
        <translation>例: tray-12</translation>
    </message>
    <message>
        <source>used</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>{low:g} to {high:g}</source>
        <translation>{low:g}~{high:g}</translation>
    </message>
    <message>
        <source>{name} has {size} pixels, but {first} has {needed}. All must have the same size.</source>
        <translation>{name} は{size}画素ですが、{first} は{needed}画素です。大きさをそろえてください。</translation>
    </message>
    <message>
        <source>{name} is there already.</source>
        <translation>{name} はすでにあります。</translation>
    </message>
    <message>
        <source>{rows} × {columns}, cells judged: {used}</source>
        <translation>{rows} × {columns}、判定するセル: {used}</translation>
    </message>
    <message>
        <source>{text} is out of range; allowed is {allowed}.</source>
        <translation>{text} は範囲外です。使える値: {allowed}</translation>
    </message>
    <message>
        <source>“{key}” is no key; give one letter, digit or sign that one press types, or none.</source>
        <translation>「{key}」はキーとして使えません。1回押して入力できる文字、数字、記号を1つだけ入力するか、空欄にしてください。</translation>
    </message>
    <message>
        <source>“{label}” is no label; use letters and digits, such as A, B2 or left.</source>
        <translation>「{label}」は名前に使えません。A、B2、leftのように文字と数字で入力してください。</translation>
    </message>
    <message>
        <source>“{label}” is there more than once.</source>
        <translation>「{label}」が重複しています。</translation>
    </message>
    <message>
        <source>“{place}” cannot be used: {reason}. Nothing was saved; check that it is there and may be read and written, then try again.</source>
        <translation>「{place}」を使用できません: {reason}。何も保存されていません。存在し、読み書きできることを確認してから、もう一度実行してください。</translation>
    </message>
    <message>
        <source>“{text}” are too many; at most {most} are allowed.</source>
        <translation>「{text}」は多すぎます。最大{most}までです。</translation>
    </message>
    <message>
        <source>“{text}” is no choice; allowed are {allowed}.</source>
        <translation>「{text}」は選べません。使える値: {allowed}</translation>
    </message>
    <message>
        <source>“{text}” is no range; write it such as 1-9 or A-F.</source>
        <translation>「{text}」は範囲ではありません。1-9やA-Fのように入力してください。</translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation>「{text}」は数値ではありません。</translation>
    </message>
    <message>
        <source>“{text}” is not a whole number.</source>
        <translation>「{text}」は整数ではありません。</translation>
    </message>
    <message>
        <source>“{text}” runs backwards; write {range}.</source>
        <translation>「{text}」は順序が逆です。{range}と入力してください。</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>({count} times)</source>
        <translation>({count}回)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>レポートをコピー</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>情報</translation>
    </message>
    <message>
        <source>Internal error</source>
        <translation>内部エラー</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>ほか{count}件</translation>
    </message>
    <message>
        <source>{kind}: {words} Work can go on; copy the report and send it to who looks after the station.</source>
        <translation>{kind}: {words} 作業は続けられます。レポートをコピーして、ステーションの担当者に送ってください。</translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>255 different</source>
        <translation>255 違う</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差分</translation>
    </message>
    <message>
        <source>Last picture</source>
        <translation>最後の画像</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>ライブ</translation>
    </message>
    <message>
        <source>No difference yet</source>
        <translation>差分はまだありません</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>画像なし</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>基準</translation>
    </message>
    <message>
        <source>Reference and test picture</source>
        <translation>基準画像とテスト画像</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>Test (not aligned: the grid lies on the reference only)</source>
        <translation>テスト(位置合わせ前: グリッドは基準画像だけに重なります)</translation>
    </message>
    <message>
        <source>and {count} more in the record</source>
        <translation>ほか{count}件は記録にあります</translation>
    </message>
    <message>
        <source>same 0</source>
        <translation>同じ 0</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find an action</source>
        <translation>操作を探す</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>何をしますか?</translation>
    </message>
</context>
<context>
    <name>Picking</name>
    <message>
        <source>Nothing here matches “{query}”. Type less of it.</source>
        <translation>「{query}」に合うものはありません。短く入力してください。</translation>
    </message>
</context>
<context>
    <name>Plain</name>
    <message>
        <source>Cell {cell} was not judged in full.</source>
        <translation>セル {cell} は完全には判定されていません。</translation>
    </message>
    <message>
        <source>Inspector {inspector} advises FAIL.</source>
        <translation>検査器 {inspector} はFAILと判定しています(参考)。</translation>
    </message>
    <message>
        <source>Inspector {inspector} gave no opinion.</source>
        <translation>検査器 {inspector} は意見を出しませんでした。</translation>
    </message>
    <message>
        <source>No inspector judged cell {cell}.</source>
        <translation>セル {cell} を判定した検査器がありません。</translation>
    </message>
    <message>
        <source>No inspector judged this part.</source>
        <translation>このワークを判定した検査器がありません。</translation>
    </message>
    <message>
        <source>Not all of the cell is in the picture. Check the part&apos;s place.</source>
        <translation>セルの一部が画像に入っていません。ワークの位置を確認してください。</translation>
    </message>
    <message>
        <source>Picture and reference differ in size. Take both with the same camera.</source>
        <translation>画像と基準画像の大きさが違います。同じカメラで撮影してください。</translation>
    </message>
    <message>
        <source>The part does not lie as on the reference. Check its place.</source>
        <translation>ワークの置き方が基準画像と違います。位置を確認してください。</translation>
    </message>
    <message>
        <source>The part is shifted too far. Check its place.</source>
        <translation>ワークがずれすぎています。位置を確認してください。</translation>
    </message>
    <message>
        <source>The part is turned too far. Check its place.</source>
        <translation>ワークが回りすぎています。位置を確認してください。</translation>
    </message>
    <message>
        <source>The part&apos;s place cannot be told from the picture. Check its place.</source>
        <translation>画像からワークの位置を特定できません。位置を確認してください。</translation>
    </message>
    <message>
        <source>The picture cannot be read.</source>
        <translation>画像を読み込めません。</translation>
    </message>
    <message>
        <source>The picture does not match the reference. Check the part and its place.</source>
        <translation>画像が基準画像と合いません。ワークとその位置を確認してください。</translation>
    </message>
    <message>
        <source>The picture is blurred. Check focus, vibration and exposure time.</source>
        <translation>画像がぼけています。ピント、振動、露光時間を確認してください。</translation>
    </message>
    <message>
        <source>The picture is damaged. Copy or export it again.</source>
        <translation>画像が壊れています。もう一度コピーするか書き出してください。</translation>
    </message>
    <message>
        <source>The picture is not there any more.</source>
        <translation>画像がもうありません。</translation>
    </message>
    <message>
        <source>The picture is too bright. Check light and exposure time.</source>
        <translation>画像が明るすぎます。照明と露光時間を確認してください。</translation>
    </message>
    <message>
        <source>The picture is too dark. Check light and exposure time.</source>
        <translation>画像が暗すぎます。照明と露光時間を確認してください。</translation>
    </message>
    <message>
        <source>The picture is too small. Check the camera.</source>
        <translation>画像が小さすぎます。カメラを確認してください。</translation>
    </message>
    <message>
        <source>The picture seems to show another product. Check the part and the recipe.</source>
        <translation>別の製品が写っているようです。ワークとレシピを確認してください。</translation>
    </message>
    <message>
        <source>The picture shows nothing. Check light, lens cover and camera.</source>
        <translation>画像に何も写っていません。照明、レンズカバー、カメラを確認してください。</translation>
    </message>
    <message>
        <source>The reference is too small. The recipe needs another.</source>
        <translation>基準画像が小さすぎます。レシピに別の基準画像が必要です。</translation>
    </message>
    <message>
        <source>The reference shows nothing. The recipe needs another.</source>
        <translation>基準画像に何も写っていません。レシピに別の基準画像が必要です。</translation>
    </message>
    <message>
        <source>Too much of the picture is black or white. Check light and exposure time.</source>
        <translation>画像に黒つぶれや白飛びが多すぎます。照明と露光時間を確認してください。</translation>
    </message>
</context>
<context>
    <name>Recipes</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Choose recipe</source>
        <translation>レシピを選ぶ</translation>
    </message>
    <message>
        <source>Name of the recipe</source>
        <translation>レシピの名前</translation>
    </message>
    <message>
        <source>There is no recipe yet. Ask who looks after the station to teach this product. To make a recipe yourself, leave “Operator mode” in the menu “View” first.</source>
        <translation>レシピがまだありません。担当者にこの製品の登録を依頼してください。自分で作る場合は、先にメニュー「表示」で「オペレーターモード」を解除してください。</translation>
    </message>
    <message>
        <source>There is no recipe yet. Close this and choose “New product…” in the menu “File”: two minutes with one good part make the first.</source>
        <translation>レシピがまだありません。これを閉じて、メニュー「ファイル」の「新しい製品…」を選んでください。良品1個があれば2分で作れます。</translation>
    </message>
    <message>
        <source>Use recipe</source>
        <translation>このレシピを使う</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>shipped</source>
        <translation>付属</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>&quot;{name}&quot; cannot be opened: it is no folder, no CSV of pairs and no picture of a known kind (PNG, JPEG, TIFF, BMP, WebP).</source>
        <translation>「{name}」は開けません: フォルダーでも、ペアの CSV でも、扱える画像(PNG、JPEG、TIFF、BMP、WebP)でもありません。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; in the watched folder waits and is not judged ({count} more wait): {reason}</source>
        <translation>監視フォルダーの「{name}」は待機中で、判定していません(ほか{count}件): {reason}</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; in the watched folder waits and is not judged: {reason}</source>
        <translation>監視フォルダーの「{name}」は待機中で、判定していません: {reason}</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; does not exist; give a folder with pairs or a CSV file.</source>
        <translation>「{path}」がありません。ペアのフォルダーか CSV ファイルを指定してください。</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; is a file, where the folder of this product would be. Move the file away, or choose another name.</source>
        <translation>「{path}」はファイルですが、この製品のフォルダーと同じ場所にあります。ファイルを移動するか、別の名前にしてください。</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; is no folder. Choose the folder that pictures arrive in.</source>
        <translation>「{path}」はフォルダーではありません。画像が届くフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; is not UTF-8 text: {error}. Save it as UTF-8.</source>
        <translation>「{path}」は UTF-8 ではありません: {error}。UTF-8 で保存してください。</translation>
    </message>
    <message>
        <source>&quot;{place}&quot; is no address of a stream; it begins like rtsp:// or http://.</source>
        <translation>「{place}」はストリームのアドレスではありません。rtsp:// や http:// で始まります。</translation>
    </message>
    <message>
        <source>A product &quot;{name}&quot; exists already. Choose another name.</source>
        <translation>製品「{name}」はすでにあります。別の名前にしてください。</translation>
    </message>
    <message>
        <source>Address &quot;{cell}&quot; names {count} cells; choose row and column labels that stay different when written together.</source>
        <translation>番地「{cell}」が{count}個のセルを指しています。つなげて書いても区別できる行と列の名前にしてください。</translation>
    </message>
    <message>
        <source>Another program is writing the journal &quot;{place}&quot; of station &quot;{station}&quot;; only one may. Close it, or give another output folder.</source>
        <translation>ステーション「{station}」の記録「{place}」に別のプログラムが書き込んでいます。書き込めるのは1つだけです。そのプログラムを閉じるか、別の出力フォルダーを指定してください。</translation>
    </message>
    <message>
        <source>Camera &quot;{place}&quot; cannot be opened (tried through {name}). Check that it is plugged in, that no other program uses it, and that this user may.</source>
        <translation>カメラ「{place}」を開けません({name} で試行)。接続、ほかのプログラムの使用、利用者の権限を確認してください。</translation>
    </message>
    <message>
        <source>Camera &quot;{place}&quot; gives no more pictures. Check its cable and power.</source>
        <translation>カメラ「{place}」から画像が来なくなりました。ケーブルと電源を確認してください。</translation>
    </message>
    <message>
        <source>Cannot {doing}: {error}. Nothing was changed; check free space and write permission there, then try again.</source>
        <translation>保存できません({doing}: {error})。何も変更していません。空き容量と書き込み権限を確認して、もう一度試してください。</translation>
    </message>
    <message>
        <source>Cell &quot;{cell}&quot; is not on this grid (rows {rows}; columns {columns}).</source>
        <translation>セル「{cell}」はこのグリッドにありません(行 {rows}、列 {columns})。</translation>
    </message>
    <message>
        <source>Cell &quot;{cell}&quot; is not on this grid (rows {rows}; columns {columns}). Did you mean &quot;{name}&quot;?</source>
        <translation>セル「{cell}」はこのグリッドにありません(行 {rows}、列 {columns})。「{name}」のことですか?</translation>
    </message>
    <message>
        <source>Class name &quot;{name}&quot; cannot be used; give a lower-case name without blanks around it, other than &quot;ignore&quot;.</source>
        <translation>クラス名「{name}」は使えません。小文字で、前後に空白を入れず、「ignore」以外の名前にしてください。</translation>
    </message>
    <message>
        <source>Every cell of the grid is unused; leave at least one cell to judge.</source>
        <translation>すべてのセルが対象外です。判定するセルを1つ以上残してください。</translation>
    </message>
    <message>
        <source>Folder &quot;{path}&quot; cannot be read: {error}.</source>
        <translation>フォルダー「{path}」を読めません: {error}。</translation>
    </message>
    <message>
        <source>Folder &quot;{path}&quot; does not exist. Check the path.</source>
        <translation>フォルダー「{path}」がありません。場所を確認してください。</translation>
    </message>
    <message>
        <source>Inspector &quot;{inspector}&quot; could not learn: {reason}</source>
        <translation>検査器「{inspector}」は学習できませんでした: {reason}</translation>
    </message>
    <message>
        <source>Inspector &quot;{inspector}&quot; could not learn: {reason} Parts left out: {count} of {size}, such as {name} ({error}).</source>
        <translation>検査器「{inspector}」は学習できませんでした: {reason} 除外したワーク: {size}個中{count}個、例: {name} ({error})。</translation>
    </message>
    <message>
        <source>It is still being written.</source>
        <translation>まだ書き込み中です。</translation>
    </message>
    <message>
        <source>Its reference picture is not there yet.</source>
        <translation>基準画像がまだありません。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot; cannot be used: {error}.</source>
        <translation>記録「{place}」を使えません: {error}。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot; was moved, removed or replaced while it is in use; nothing was recorded. Put it back, or close the station and open it again.</source>
        <translation>使用中に記録 &quot;{place}&quot; が移動、削除または置き換えられました。何も記録していません。元に戻すか、ステーションを閉じて開き直してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. Another program holds it; close that program and try again.</source>
        <translation>記録「{place}」: {error}。別のプログラムが使っています。閉じてからもう一度試してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. Check that the folder exists and may be written.</source>
        <translation>記録「{place}」: {error}。フォルダーの有無と書き込み権限を確認してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. It is damaged or another kind of file; restore a backup.</source>
        <translation>記録「{place}」: {error}。壊れているか、別の種類のファイルです。バックアップから戻してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. It is damaged. Keep it, and restore it from a backup.</source>
        <translation>記録「{place}」: {error}。壊れています。消さずに残し、バックアップから戻してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. It may not be written; check the permissions of file and folder.</source>
        <translation>記録「{place}」: {error}。書き込めません。ファイルとフォルダーの権限を確認してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. The disk is full or failing; nothing was recorded.</source>
        <translation>記録「{place}」: {error}。ディスクがいっぱいか、故障しています。何も記録していません。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. The disk is full; nothing was recorded. Free space and try again.</source>
        <translation>記録「{place}」: {error}。ディスクがいっぱいで、何も記録していません。空きを作ってもう一度試してください。</translation>
    </message>
    <message>
        <source>Least sure of {cell}: {name} with probability {value}.</source>
        <translation>最も不確かなセル {cell}: {name} の確率 {value}。</translation>
    </message>
    <message>
        <source>Likeliest defect: {name} with probability {value}.</source>
        <translation>最も疑わしい欠陥: {name}(確率 {value})</translation>
    </message>
    <message>
        <source>Limits need at least {limit} good parts, got {count}; add pictures of passed products and learn again.</source>
        <translation>しきい値の学習には良品のワークが{limit}個以上必要ですが、{count}個しかありません。合格した製品の画像を追加して、もう一度学習してください。</translation>
    </message>
    <message>
        <source>No camera, address or file is named. Enter where the pictures are.</source>
        <translation>カメラ、アドレス、ファイルが指定されていません。画像の場所を入力してください。</translation>
    </message>
    <message>
        <source>No recipe is in use; choose one first.</source>
        <translation>レシピが選ばれていません。先に選んでください。</translation>
    </message>
    <message>
        <source>Pair &quot;{name}&quot; has no reference picture; give one.</source>
        <translation>画像ペア「{name}」に基準画像がありません。用意してください。</translation>
    </message>
    <message>
        <source>Part &quot;{name}&quot; was taken already, from &quot;{path}&quot;. Give it another name.</source>
        <translation>ワーク「{name}」は「{path}」から取り込み済みです。別の名前にしてください。</translation>
    </message>
    <message>
        <source>Picture &quot;{path}&quot; cannot be read: {error}.</source>
        <translation>画像「{path}」を読めません: {error}。</translation>
    </message>
    <message>
        <source>Picture &quot;{path}&quot; does not exist. Check the path.</source>
        <translation>画像「{path}」がありません。場所を確認してください。</translation>
    </message>
    <message>
        <source>Picture &quot;{path}&quot; is damaged: {error}. Copy or export it again.</source>
        <translation>画像「{path}」は壊れています: {error}。もう一度コピーするか書き出してください。</translation>
    </message>
    <message>
        <source>Recipe name {name} cannot be a folder name on every system; use at most 100 characters without / \ @ : * ? &quot; &lt; &gt; |, no blank or full stop at the end, and no device name such as CON or NUL.</source>
        <translation>レシピ名 {name} はフォルダー名に使えません。100文字以内で、/ \ @ : * ? &quot; &lt; &gt; | を含めず、末尾に空白やピリオドを置かず、CONやNULなどの装置名も避けてください。</translation>
    </message>
    <message>
        <source>Stream &quot;{place}&quot; cannot be opened (tried for {seconds} s). Check the address, user and password, and that the camera can be reached from this machine.</source>
        <translation>ネットワーク映像「{place}」を開けません({seconds}秒試行)。アドレス、ユーザー名、パスワード、カメラへの接続を確認してください。</translation>
    </message>
    <message>
        <source>Stream &quot;{place}&quot; gives no more pictures. Check the camera and the network.</source>
        <translation>ネットワーク映像「{place}」から画像が来なくなりました。カメラとネットワークを確認してください。</translation>
    </message>
    <message>
        <source>Strongest change in {cell}: {value}, its limit is {limit}.</source>
        <translation>最大の変化はセル {cell}: {value}(しきい値 {limit})。</translation>
    </message>
    <message>
        <source>There are no pictures in &quot;{path}&quot;.</source>
        <translation>「{path}」に画像がありません。</translation>
    </message>
    <message>
        <source>There is no pair in &quot;{path}&quot;: {count} pictures, none named NAME_test.* (with its reference NAME_temp.* or NAME_ref.*).</source>
        <translation>「{path}」にペアがありません: 画像{count}枚のうち NAME_test.*(基準は NAME_temp.* か NAME_ref.*)という名前のものがありません。</translation>
    </message>
    <message>
        <source>There is no picture in &quot;{path}&quot; (looked for {names}).</source>
        <translation>「{path}」に画像がありません(対象: {names})。</translation>
    </message>
    <message>
        <source>Video &quot;{path}&quot; does not exist. Check the path.</source>
        <translation>動画「{path}」がありません。場所を確認してください。</translation>
    </message>
    <message>
        <source>Warning: runs on {device}, the recipe asks for {name} first.</source>
        <translation>警告: {device} で動作中です。レシピの第一希望は {name} です。</translation>
    </message>
    <message>
        <source>Warning: runs on {device}, the recipe asks for {name} first. {reason}</source>
        <translation>警告: {device} で動作中です。レシピの第一希望は {name} です。{reason}</translation>
    </message>
    <message>
        <source>a region in cell {cell} has no probabilities</source>
        <translation>セル {cell} に確率のない領域があります。</translation>
    </message>
    <message>
        <source>called sys.exit({code})</source>
        <translation>プログラムを終了しようとしました(sys.exit({code}))。</translation>
    </message>
    <message>
        <source>cannot be used: {error}</source>
        <translation>使えません: {error}</translation>
    </message>
    <message>
        <source>cannot register: {reason}</source>
        <translation>位置合わせできません: {reason}</translation>
    </message>
    <message>
        <source>cannot register: {reason}. Check the part&apos;s place, or [registration] in recipe.toml.</source>
        <translation>位置合わせできません: {reason}。ワークの置き方、またはrecipe.tomlの[registration]を確認してください。</translation>
    </message>
    <message>
        <source>cannot register: {reason}; the test image is {size} pixels, the reference {needed}. Check the part&apos;s place, or [registration] in recipe.toml.</source>
        <translation>位置合わせできません: {reason}(テスト画像 {size} 画素、基準画像 {needed} 画素)。ワークの置き方、またはrecipe.tomlの[registration]を確認してください。</translation>
    </message>
    <message>
        <source>closed its channel to the station and was ended</source>
        <translation>ステーションとの通信を閉じたため、終了させました。</translation>
    </message>
    <message>
        <source>could not start: it {reason}</source>
        <translation>起動できません: {reason}</translation>
    </message>
    <message>
        <source>did not answer within {seconds} s and was ended</source>
        <translation>{seconds}秒以内に答えなかったため、終了させました。</translation>
    </message>
    <message>
        <source>died with an access violation ({code})</source>
        <translation>不正なメモリアクセスで落ちました({code})。</translation>
    </message>
    <message>
        <source>died with signal {number} ({name})</source>
        <translation>シグナル{number}で落ちました({name})。</translation>
    </message>
    <message>
        <source>died with signal {number} ({name}; the system does so when memory runs out)</source>
        <translation>シグナル{number}で落ちました({name}。メモリ不足のときにも起こります)。</translation>
    </message>
    <message>
        <source>ended its process with exit code {code}</source>
        <translation>終了コード{code}で終わりました。</translation>
    </message>
    <message>
        <source>gave an answer that breaks the contract: {error}</source>
        <translation>決まりに合わない答えを返しました: {error}</translation>
    </message>
    <message>
        <source>has not been started</source>
        <translation>まだ起動していません。</translation>
    </message>
    <message>
        <source>inspector {inspector} {reason}</source>
        <translation>検査器 {inspector}: {reason}</translation>
    </message>
    <message>
        <source>is not available; plugins that failed to load: {error}</source>
        <translation>使えません。読み込めなかったプラグイン: {error}</translation>
    </message>
    <message>
        <source>is suspended after repeated failures; the last: it {reason}</source>
        <translation>失敗が続いたため休止中です。最後の失敗: {reason}</translation>
    </message>
    <message>
        <source>no gating inspector judges cell {cell}</source>
        <translation>セル {cell} を判定する検査器がありません。</translation>
    </message>
    <message>
        <source>no gating inspector judges this part</source>
        <translation>このワークを判定する検査器がありません。</translation>
    </message>
    <message>
        <source>raised {error}</source>
        <translation>エラーになりました: {error}</translation>
    </message>
    <message>
        <source>remaining misalignment {value} px exceeds max_residual {limit} px</source>
        <translation>位置ずれが{value} px残っています(max_residual {limit} px)</translation>
    </message>
    <message>
        <source>test and reference agree too little (correlation {value}, at least {limit} is needed)</source>
        <translation>テスト画像と基準画像が似ていません(相関 {value}、{limit}以上必要)</translation>
    </message>
    <message>
        <source>the aligned test image covers only {value} of the cell ({limit} needed)</source>
        <translation>位置合わせ後のテスト画像がセルの{value}しか写していません({limit}必要)。</translation>
    </message>
    <message>
        <source>the part is shifted by {value} px along a direction in which the picture looks the same elsewhere too</source>
        <translation>ワークが{value} pxずれています(どこも同じに見える方向のため、位置を決められません)</translation>
    </message>
    <message>
        <source>the part is shifted by {value} px; max_shift is {limit} px</source>
        <translation>ワークが{value} pxずれています(max_shift {limit} px)</translation>
    </message>
    <message>
        <source>the part is turned by {value} degrees; max_rotation is {limit} degrees</source>
        <translation>ワークが{value}°回っています(max_rotation {limit}°)</translation>
    </message>
    <message>
        <source>the reference is {size} pixels; at least {needed} are needed.</source>
        <translation>基準画像が{size}画素です。{needed}画素以上必要です。</translation>
    </message>
    <message>
        <source>the reference shows nothing (contrast {value} grey levels; at least {limit} is needed). Check light, lens cover and camera.</source>
        <translation>基準画像に何も写っていません(コントラスト {value}、{limit}以上必要)。照明、レンズキャップ、カメラを確認してください。</translation>
    </message>
    <message>
        <source>the test image is blurred: sharpness {value} of the reference&apos;s, at least {limit} is needed. Check focus, vibration and exposure time.</source>
        <translation>テスト画像がぼけています: 鮮明さが基準画像の{value}倍({limit}倍以上必要)。ピント、振動、露光時間を確認してください。</translation>
    </message>
    <message>
        <source>the test image is brighter than the reference by {value} of the full range, at most {limit} is allowed. Check light and exposure time.</source>
        <translation>テスト画像が基準画像より{value}明るくなっています({limit}まで)。照明と露光時間を確認してください。</translation>
    </message>
    <message>
        <source>the test image is darker than the reference by {value} of the full range, at most {limit} is allowed. Check light and exposure time.</source>
        <translation>テスト画像が基準画像より{value}暗くなっています({limit}まで)。照明と露光時間を確認してください。</translation>
    </message>
    <message>
        <source>the test image is {size} pixels; at least {needed} are needed.</source>
        <translation>テスト画像が{size}画素です。{needed}画素以上必要です。</translation>
    </message>
    <message>
        <source>the test image seems to show another product: similarity {value}, at least {limit} is needed. Check the part, the recipe and the reference.</source>
        <translation>テスト画像に別の製品が写っているようです: 類似度 {value}({limit}以上必要)。ワーク、レシピ、基準画像を確認してください。</translation>
    </message>
    <message>
        <source>the test image shows nothing (contrast {value} grey levels; at least {limit} is needed). Check light, lens cover and camera.</source>
        <translation>テスト画像に何も写っていません(コントラスト {value}、{limit}以上必要)。照明、レンズキャップ、カメラを確認してください。</translation>
    </message>
    <message>
        <source>used {size} MiB of memory, {limit} are allowed, and was ended</source>
        <translation>メモリを{size} MiB使ったため終了させました(上限 {limit} MiB)。</translation>
    </message>
    <message>
        <source>was not ready again in time, after it {reason}</source>
        <translation>再起動が間に合いませんでした。原因: {reason}</translation>
    </message>
    <message>
        <source>was restarted</source>
        <translation>再起動しました。</translation>
    </message>
    <message>
        <source>was suspended by a person</source>
        <translation>手動で休止しました。</translation>
    </message>
    <message>
        <source>{cell}: {reason}</source>
        <translation>{cell}: {reason}</translation>
    </message>
    <message>
        <source>{count} of {size} test pictures have no reference beside them (NAME_temp.* or NAME_ref.*): {names}.</source>
        <translation>検査画像{size}枚のうち{count}枚に基準画像(NAME_temp.* か NAME_ref.*)がありません: {names}。</translation>
    </message>
    <message>
        <source>{inspector} (advisory) says FAIL</source>
        <translation>{inspector}(参考)がFAILと判定しています。</translation>
    </message>
    <message>
        <source>{name} gave no first picture within {seconds} s.</source>
        <translation>{name} から最初の画像が{seconds}秒以内に来ませんでした。</translation>
    </message>
    <message>
        <source>{name} gave no picture for {seconds} s.</source>
        <translation>{name} から{seconds}秒間画像が来ていません。</translation>
    </message>
    <message>
        <source>{name} has ended: there are no more pictures.</source>
        <translation>{name} は終わりました。これ以上画像はありません。</translation>
    </message>
    <message>
        <source>{name} is {size} pixels but the reference is {needed}; both must have the same size. Take them with the same camera setting, or use another reference.</source>
        <translation>{name} は{size}画素、基準画像は{needed}画素です。大きさをそろえてください。同じカメラ設定で撮影するか、別の基準画像を使ってください。</translation>
    </message>
    <message>
        <source>{path} changed while it was judged; nothing was recorded. Judge it again.</source>
        <translation>判定中に {path} が変わりました。記録していません。もう一度判定してください。</translation>
    </message>
    <message>
        <source>{path} lists no pair.</source>
        <translation>{path} にペアがありません。</translation>
    </message>
    <message>
        <source>{path}, line {number}: reference is empty; the recipe takes it from the pair.</source>
        <translation>{path} {number}行目: 基準が空です。このレシピはペアの基準を使います。</translation>
    </message>
    <message>
        <source>{path}: column &quot;{name}&quot; is not known. Columns: {names}.</source>
        <translation>{path}: 列「{name}」は使えません。使える列: {names}。</translation>
    </message>
    <message>
        <source>{path}: column {name} is missing; the first line must name the columns (needed: {needed}; also allowed: {names}).</source>
        <translation>{path}: 列 {name} がありません。1行目に列名が必要です(必須: {needed}、任意: {names})。</translation>
    </message>
    <message>
        <source>{reason} It is watched again as soon as it is back; check the folder, or the network it lies on.</source>
        <translation>{reason} 戻りしだい監視を再開します。フォルダーかネットワークを確認してください。</translation>
    </message>
    <message>
        <source>{value} more of the test image than of the reference is pure black or white, at most {limit} is allowed. Check light and exposure time.</source>
        <translation>テスト画像は基準画像より白飛び・黒つぶれが{value}多くなっています({limit}まで)。照明と露光時間を確認してください。</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Above each other</source>
        <translation>上下に並べる</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>As they show larger</source>
        <translation>大きく映るほう</translation>
    </message>
    <message>
        <source>Beside each other</source>
        <translation>左右に並べる</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Every choice counts at once and is kept.</source>
        <translation>選ぶとすぐに有効になり、保存されます。</translation>
    </message>
    <message>
        <source>Go on to the next part when one is confirmed</source>
        <translation>確認したら次のワークへ進む</translation>
    </message>
    <message>
        <source>Judge a part as soon as it rests</source>
        <translation>表示が止まったらすぐに判定する</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>None: known by its speed</source>
        <translation>なし(入力の速さで見分ける)</translation>
    </message>
    <message>
        <source>Operator mode: show what operators need</source>
        <translation>作業者モード: 作業に必要なものだけ表示</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Scanner sends first</source>
        <translation>スキャナーの先頭文字</translation>
    </message>
    <message>
        <source>Scanner&apos;s keys follow within</source>
        <translation>スキャナーの文字間隔</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Add a cell</source>
        <translation>セルを追加</translation>
    </message>
    <message>
        <source>Cells and classes</source>
        <translation>セルとクラス</translation>
    </message>
    <message>
        <source>Choose a cell</source>
        <translation>セルを選ぶ</translation>
    </message>
    <message>
        <source>Choose several</source>
        <translation>複数を選ぶ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Ctrl and click</source>
        <translation>Ctrl + クリック</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>U 4 , U 5</source>
        <translation>U 4 , U 5</translation>
    </message>
    <message>
        <source>its address: U 4</source>
        <translation>番地: U 4</translation>
    </message>
</context>
<context>
    <name>SignOn</name>
    <message>
        <source>Begin a new shift (counters start at 0)</source>
        <translation>新しいシフトを開始(集計は0から)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Name or badge</source>
        <translation>名前またはバッジ</translation>
    </message>
    <message>
        <source>Nobody is signed on.</source>
        <translation>だれもサインオンしていません。</translation>
    </message>
    <message>
        <source>Sign on</source>
        <translation>サインオン</translation>
    </message>
    <message>
        <source>Signed on lately</source>
        <translation>最近サインオンした人</translation>
    </message>
    <message>
        <source>Signed on now: {name}</source>
        <translation>サインオン中: {name}</translation>
    </message>
    <message>
        <source>The name has {count} characters; {most} are allowed.</source>
        <translation>名前が{count}文字あります。{most}文字までです。</translation>
    </message>
    <message>
        <source>The name holds a character that cannot be printed; type it.</source>
        <translation>名前に表示できない文字があります。入力し直してください。</translation>
    </message>
    <message>
        <source>Type a name or scan a badge.</source>
        <translation>名前を入力するか、バッジをスキャンしてください。</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Choose a product that this station knows, and inspect.</source>
        <translation>登録済みの製品を選んで検査します。</translation>
    </message>
    <message>
        <source>Or drop a folder of pairs, or a test picture with its reference, anywhere in this window.</source>
        <translation>画像ペアのフォルダー、またはテスト画像と基準画像を、このウィンドウにドロップしても開けます。</translation>
    </message>
    <message>
        <source>See good and bad parts judged, and correct the verdict; nothing has to be set up.</source>
        <translation>良品と不良品の判定を見て、訂正してみましょう。準備は要りません。</translation>
    </message>
    <message>
        <source>Show one good part, mark its cells and name its defects: that makes a recipe.</source>
        <translation>良品を1個見せ、セルを決め、欠陥に名前を付ければ、レシピができます。</translation>
    </message>
    <message>
        <source>Teach a new product</source>
        <translation>新しい製品を教える</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Try the sample product</source>
        <translation>サンプル製品を試す</translation>
    </message>
    <message>
        <source>Use a recipe</source>
        <translation>レシピを使う</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>何をしますか?</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Another window of it, or one of its commands, works in {folder}. Only one may record there, so that no inspection is lost. Go on in the other window; or close it, and try again here.</source>
        <translation>別のウィンドウかコマンドが {folder} を使用中です。検査結果を失わないよう、記録できるのは一つだけです。そちらで続けるか、閉じてからここで再試行してください。</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Begin a new shift? The counters start at zero; nothing is deleted.</source>
        <translation>新しいシフトを開始しますか?集計は0から始まります。何も消えません。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Folder of pairs</source>
        <translation>画像ペアのフォルダー</translation>
    </message>
    <message>
        <source>Folder that pictures arrive in</source>
        <translation>画像が届くフォルダー</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>New shift</source>
        <translation>新しいシフト</translation>
    </message>
    <message>
        <source>No recipe</source>
        <translation>レシピなし</translation>
    </message>
    <message>
        <source>Nobody signed on</source>
        <translation>サインオンなし</translation>
    </message>
    <message>
        <source>Only the end of a code came: {code}. Scan it again.</source>
        <translation>コードの終わりだけが届きました: {code}。もう一度読み取ってください。</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>作業者</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Recipe and operator</source>
        <translation>レシピと作業者</translation>
    </message>
    <message>
        <source>Recipe in use</source>
        <translation>使用中のレシピ</translation>
    </message>
    <message>
        <source>Test picture, with its reference where the recipe has none</source>
        <translation>テスト画像(レシピに基準画像がなければ基準画像も)</translation>
    </message>
    <message>
        <source>The station could not be opened</source>
        <translation>ステーションを開けませんでした</translation>
    </message>
    <message>
        <source>The station is being opened; try again in a moment.</source>
        <translation>ステーションを開いています。少し待ってからもう一度試してください。</translation>
    </message>
    <message>
        <source>The station is not open, so nothing can be done with it. See below why.</source>
        <translation>ステーションが開いていないため操作できません。理由は下をご覧ください。</translation>
    </message>
    <message>
        <source>This station is open already</source>
        <translation>このステーションは既に開いています</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>ツール</translation>
    </message>
    <message>
        <source>{code} was scanned: the next inspection gets this serial</source>
        <translation>{code} を読み取りました。次の検査のシリアル番号になります</translation>
    </message>
    <message>
        <source>{unsaved}. Sign on, or press Enter to try again; closing the window once more drops what is not saved.</source>
        <translation>{unsaved}。サインオンするか、Enter で再試行してください。もう一度ウィンドウを閉じると、未保存の訂正は破棄されます。</translation>
    </message>
</context>
</TS>
